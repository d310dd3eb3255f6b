import { z } from 'zod';
import { PageQuery } from '../../platform/http/page.js';
import { PersonName } from '../people/people.schemas.js';
import type { Session } from './sessions.queries.js';

export const NewSession = z.object({
  login: z.string().trim().toLowerCase().min(1).max(64),
  password: z.string().min(1).max(200),
});
export type NewSession = z.infer<typeof NewSession>;

export const BegunSession = z.object({
  token: z.string().describe('Bearer token; shown this once'),
  expiresAt: z.iso.datetime(),
  person: PersonName,
});
export type BegunSession = z.infer<typeof BegunSession>;

export const SessionsQuery = PageQuery.extend({
  personId: z.uuid().optional().describe('Those of another person, for their administrators'),
});
export type SessionsQuery = z.infer<typeof SessionsQuery>;

export const SessionView = z.object({
  id: z.uuid(),
  current: z.boolean().describe('Whether this request came with it'),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().describe('To the minute'),
  expiresAt: z.iso.datetime(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type SessionView = z.infer<typeof SessionView>;

export const presentSession = (session: Session, currentId: string): SessionView => ({
  id: session.id,
  current: session.id === currentId,
  createdAt: session.createdAt.toISOString(),
  lastSeenAt: session.lastSeenAt.toISOString(),
  expiresAt: session.expiresAt.toISOString(),
  address: session.address,
  userAgent: session.userAgent,
});

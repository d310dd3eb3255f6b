import { z } from 'zod';
import { PageQuery } from '../../platform/http/page.js';
import type { Session } from './sessions.queries.js';

export const SessionsQuery = PageQuery.extend({
  personId: z.uuid().optional().describe('Those of another person, for their administrators'),
});
export type SessionsQuery = z.infer<typeof SessionsQuery>;

export const SessionView = z
  .object({
    id: z.uuid(),
    current: z.boolean().describe('Whether this request came with it'),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime().describe('To the minute'),
    expiresAt: z.iso.datetime(),
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
  })
  .meta({ id: 'Session' });
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

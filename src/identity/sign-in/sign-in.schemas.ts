import { z } from 'zod';
import { PersonName } from '../people/people.schemas.js';

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

export const Reauthentication = z.object({ password: z.string().min(1).max(200) });
export type Reauthentication = z.infer<typeof Reauthentication>;

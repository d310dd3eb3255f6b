import { z } from 'zod';
import { PersonName } from '../people/people.schemas.js';
import { Otp } from '../second-factor/second-factor.schemas.js';

export const NewSession = z.object({
  login: z.string().trim().toLowerCase().min(1).max(64),
  password: z.string().min(1).max(200),
  otp: Otp.optional().describe('With a second factor: six digits of the app, or a recovery code'),
});
export type NewSession = z.infer<typeof NewSession>;

export const BegunSession = z.object({
  token: z.string().describe('Bearer token; shown this once'),
  expiresAt: z.iso.datetime(),
  person: PersonName,
});
export type BegunSession = z.infer<typeof BegunSession>;

export const Reauthentication = z.object({
  password: z.string().min(1).max(200),
  otp: Otp.optional().describe('With a second factor: six digits of the app, or a recovery code'),
});
export type Reauthentication = z.infer<typeof Reauthentication>;

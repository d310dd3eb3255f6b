import { z } from 'zod';
import { PersonName } from '../people/people.schemas.js';
import { Otp } from '../second-factor/second-factor.schemas.js';

export const NewSession = z
  .object({
    login: z.string().trim().toLowerCase().min(1).max(64),
    password: z.string().min(1).max(200),
    otp: Otp.optional().describe('With a second factor: six digits of the app, or a recovery code'),
    clientToken: z
      .string()
      .max(100)
      .optional()
      .describe('`clientToken` of an earlier sign-in, of clients without cookies'),
    withToken: z
      .boolean()
      .default(true)
      .describe('false: only the cookies hold the session, so that no script can read it; for pages in a browser'),
  })
  .meta({ id: 'NewSession' });
export type NewSession = z.infer<typeof NewSession>;

export const BegunSession = z
  .object({
    token: z.string().nullable().describe('Bearer token; shown this once; null without `withToken`'),
    expiresAt: z.iso.datetime(),
    clientToken: z
      .string()
      .nullable()
      .describe(
        'Null without `withToken`. Keep it for the next sign-in: wrong passwords that others try elsewhere do not delay this client',
      ),
    person: PersonName,
  })
  .meta({ id: 'BegunSession' });
export type BegunSession = z.infer<typeof BegunSession>;

export const Reauthentication = z
  .object({
    password: z.string().min(1).max(200),
    otp: Otp.optional().describe('With a second factor: six digits of the app, or a recovery code'),
  })
  .meta({ id: 'Reauthentication' });
export type Reauthentication = z.infer<typeof Reauthentication>;

import { z } from 'zod';

export const NewPassword = z
  .object({
    currentPassword: z.string().min(1).max(200),
    newPassword: z.string().min(1).max(200).describe('At least PASSWORD_MIN_LENGTH characters, and not easily guessed'),
  })
  .meta({ id: 'NewPassword' });
export type NewPassword = z.infer<typeof NewPassword>;

export const MailAddress = z.object({ address: z.email().max(254).nullable() }).meta({ id: 'MailAddress' });
export type MailAddress = z.infer<typeof MailAddress>;

export const MailAddressSet = MailAddress.extend({
  sendsMail: z
    .boolean()
    .describe('Whether this service sends mail; if not, notices are only at GET /people/me/notices'),
}).meta({ id: 'MailAddressSet' });
export type MailAddressSet = z.infer<typeof MailAddressSet>;

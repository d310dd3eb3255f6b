import { z } from 'zod';
import { Login, Name } from '../people/people.schemas.js';

export const AcceptedInvitation = z
  .object({
    code: z.string().trim().min(1).max(200).describe('As it was given; spaces, hyphens and case are ignored'),
    password: z.string().min(1).max(200).describe('At least PASSWORD_MIN_LENGTH characters'),
    login: Login.optional().describe('Needed for the first administrator, ignored otherwise'),
    name: Name.optional().describe('Needed for the first administrator, ignored otherwise'),
  })
  .meta({ id: 'AcceptedInvitation' });
export type AcceptedInvitation = z.infer<typeof AcceptedInvitation>;

import { z } from 'zod';
import { linesOrNothing } from '../../platform/http/text.js';
import { SAID } from '../deciding/play.js';

/** What an operator says people heard of a broadcast. */
export const NewConfirmation = z
  .object({
    said: z.enum(SAID),
    reason: z
      .string()
      .regex(/^[a-z-]{1,40}$/, 'must be a code of /not-aired-reasons')
      .optional()
      .describe('From /not-aired-reasons; needed for not-aired'),
    note: linesOrNothing(1_000).optional(),
  })
  .refine(({ said, reason }) => said !== 'not-aired' || reason !== undefined, {
    path: ['reason'],
    message: 'is needed when something was not aired; see /not-aired-reasons',
  });
export type NewConfirmation = z.infer<typeof NewConfirmation>;

export const ConfirmationView = z.object({
  id: z.uuid(),
  said: z.enum(SAID),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  confirmedBy: z.string().describe('Name of the person'),
  confirmedAt: z.iso.datetime(),
});
export type ConfirmationView = z.infer<typeof ConfirmationView>;

import { z } from 'zod';
import { linesOfText } from '../../platform/http/text.js';

/** A decision about the audio that was listened to; sending it back says why. */
export const NewDecision = z
  .strictObject({
    decision: z.enum(['approved', 'sent-back']),
    originalSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('The audio that was listened to'),
    note: linesOfText(2000).optional(),
  })
  .refine(({ decision, note }) => decision === 'approved' || note !== undefined, {
    path: ['note'],
    message: 'say what has to be changed',
  });
export type NewDecision = z.infer<typeof NewDecision>;

import { z } from 'zod';
import { linesOfText } from '../../platform/http/text.js';
import { Sha256 } from '../../platform/http/wire.schemas.js';
import { ApprovalDecision } from '../library/library.schemas.js';

/** A decision about the audio that was listened to; a note is required to send it back. */
export const NewDecision = z
  .strictObject({
    decision: ApprovalDecision,
    originalSha256: Sha256.describe('The audio that was listened to'),
    note: linesOfText(2000).optional(),
  })
  .refine(({ decision, note }) => decision === 'approved' || note !== undefined, {
    path: ['note'],
    message: 'say what has to be changed',
  });
export type NewDecision = z.infer<typeof NewDecision>;

import { z } from 'zod';
import { TRIM_STATES } from './trim.entity.js';

const second = z.number().min(0).max(1_000_000);

/** What is to be left of the audio. A side that is not named ends a little before or after the silence found there. */
export const NewTrim = z.strictObject({
  fromSeconds: second.optional().describe('Where the audio is to begin; default: after the silence at its start'),
  untilSeconds: second.optional().describe('Where it is to end; default: before the silence at its end'),
});
export type NewTrim = z.infer<typeof NewTrim>;

/** The last wish to cut the audio in force, or of which it was made. */
export const TrimView = z.object({
  state: z.enum(TRIM_STATES),
  fromSeconds: z.number(),
  untilSeconds: z.number(),
  originalSha256: z.string().describe('What is cut'),
  madeSha256: z.string().nullable().describe('What came out, once it is done'),
  failedBecause: z.enum(['audio-has-changed', 'not-allowed', 'too-large', 'transcoding-failed']).nullable(),
});
export type TrimView = z.infer<typeof TrimView>;

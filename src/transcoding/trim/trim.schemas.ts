import { z } from 'zod';
import { type Trim, TrimFailure, TrimState } from './trim.entity.js';

const second = z.number().min(0).max(1_000_000);

/** The part of the audio that is kept. A side that is not named is cut at the silence found there. */
export const NewTrim = z
  .strictObject({
    fromSeconds: second
      .optional()
      .describe('Where the audio begins; default: just before the end of the silence at its start'),
    untilSeconds: second
      .optional()
      .describe('Where the audio ends; default: just after the start of the silence at its end'),
  })
  .meta({ id: 'NewTrim' });
export type NewTrim = z.infer<typeof NewTrim>;

/** The last trim with the current audio as its source or its result. */
export const TrimView = z
  .object({
    state: TrimState,
    fromSeconds: z.number(),
    untilSeconds: z.number(),
    originalSha256: z.string().describe('The audio that is trimmed'),
    madeSha256: z.string().nullable().describe('The result, once it is done'),
    failedBecause: TrimFailure.nullable(),
  })
  .meta({ id: 'Trim' });
export type TrimView = z.infer<typeof TrimView>;

export function presentTrim(trim: Trim): TrimView {
  const { state, fromSeconds, untilSeconds, originalSha256, madeSha256, failedBecause } = trim;
  return { state, fromSeconds, untilSeconds, originalSha256, madeSha256, failedBecause };
}

import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
/** The steps of transcoding, in order. `correct` is rare: it encodes a rendition again. */
export const Step = codes('TranscodingStep', {
  probe: { vi: 'kiểm tra tệp', en: 'probing the file' },
  measure: { vi: 'đo âm lượng', en: 'measuring loudness' },
  encode: { vi: 'mã hoá', en: 'encoding' },
  correct: { vi: 'chỉnh lại', en: 'encoding again' },
  finish: { vi: 'hoàn tất', en: 'finishing' },
});
export type Step = z.infer<typeof Step>;

/**
 * The percentage at which each step begins and ends: its share of the time. Measuring takes 43 % of it on an idle machine
 * and 25 % on an overloaded one; audio that is decoded for the encoders is not yet encoded and measured. How long
 * `correct` takes is unknown.
 */
const SHARES: Record<Step, readonly [number, number]> = {
  probe: [0, 2],
  measure: [2, 33],
  encode: [33, 85],
  correct: [85, 98],
  finish: [98, 100],
};

/** Whole percent of the whole work when `done` of `total` seconds of one step are done; `total` is null while unknown. */
export function percentOf(step: Step, done: number, total: number | null): number {
  const [from, until] = SHARES[step];
  const share = total ? Math.min(1, Math.max(0, done / total)) : 0;
  return Math.floor(from + (until - from) * share);
}

/**
 * The time left if the work continues at the same speed.
 * @param spent seconds of work so far
 * @returns whole seconds; null while it is unknown: the length of the audio is, or a rendition is encoded again
 */
export function secondsLeft({ step, progress }: { step: Step; progress: number }, spent: number): number | null {
  if (spent < 0 || step === 'correct' || progress <= SHARES.measure[0]) return null;
  return Math.ceil((spent * (100 - progress)) / progress);
}

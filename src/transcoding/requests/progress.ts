/**
 * The steps of the work, in order, with the share of the whole that is done when each begins and ends, in percent: of the
 * time that they take. Measuring takes 43 % of it on a machine with nothing else to do, and 25 % on one that is overloaded;
 * what is decoded for the encoders is not yet encoded and listened to. `correct` is rare, and takes as long as it takes.
 */
export const STEPS = {
  probe: [0, 2],
  measure: [2, 33],
  encode: [33, 85],
  correct: [85, 98],
  finish: [98, 100],
} as const;
export type Step = keyof typeof STEPS;

/**
 * How much of the audio ffmpeg has done, from a line of `-progress`; undefined for any other line.
 * @returns seconds of audio
 */
export function secondsDone(line: string): number | undefined {
  const [, hours, minutes, seconds] = /^out_time=(\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(line) ?? [];
  if (hours === undefined) return undefined;
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}

/**
 * Whole percent of all the work, when `done` of `total` seconds of one step are through; as when it begins while `total`
 * is null, because nobody knows.
 */
export function percentOf(step: Step, done: number, total: number | null): number {
  const [from, until] = STEPS[step];
  const share = total ? Math.min(1, Math.max(0, done / total)) : 0;
  return Math.floor(from + (until - from) * share);
}

/**
 * How much time is left when the work goes on as fast as it went until now.
 * @param spent seconds of work until now
 * @returns whole seconds; null while it cannot be told: the audio does not say how long it is, or came out otherwise
 * than foreseen and is encoded once more
 */
export function secondsLeft({ step, progress }: { step: Step; progress: number }, spent: number): number | null {
  if (spent < 0 || step === 'correct' || progress <= STEPS.measure[0]) return null;
  return Math.ceil((spent * (100 - progress)) / progress);
}

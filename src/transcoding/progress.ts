/** The steps of the work, in order, with the share of the whole that is done when each begins and ends, in percent. */
export const STEPS = {
  probe: [0, 2],
  measure: [2, 12],
  encode: [12, 90],
  finish: [90, 100],
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

/** Whole percent of all the work, when `done` of `total` seconds of one step are through. */
export function percentOf(step: Step, done: number, total: number): number {
  const [from, until] = STEPS[step];
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  return Math.floor(from + (until - from) * share);
}

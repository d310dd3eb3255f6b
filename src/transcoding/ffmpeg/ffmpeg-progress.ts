/**
 * How much of the audio ffmpeg has done, in seconds, read from a line that it writes because of `-progress`.
 * @returns undefined for any other line
 */
export function secondsDone(line: string): number | undefined {
  const [, hours, minutes, seconds] = /^out_time=(\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(line) ?? [];
  if (hours === undefined) return undefined;
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}

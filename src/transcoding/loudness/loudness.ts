/** How loud something is, by ITU-R BS.1770 and EBU R 128. */
export interface Loudness {
  /** Integrated loudness in LUFS; null when it is too short or too quiet to have any. */
  lufs: number | null;
  /** Loudness range in LU. */
  range: number;
  /** In dBTP; null for digital silence. */
  truePeak: number | null;
}

/** A measured length of sound. */
export interface Measured extends Loudness {
  seconds: number;
}

/** Length of the blocks that loudness is made of (EBU Tech 3341), in seconds: what is shorter has none. */
export const BLOCK_SECONDS = 0.4;

/** The lowest that the absolute gate lets through, EBU R 128 (Tech 3341): at or below it, nothing was measured. */
const GATE_LUFS = -70;

/**
 * Reads the summary that ffmpeg's `ebur128` writes when it ends. The last one counts: a tag inside the file might
 * look like a summary too, but it is written before.
 * @param lines of ffmpeg's standard error
 */
export function parseLoudness(lines: readonly string[]): Omit<Loudness, 'truePeak'> | undefined {
  const start = lines.findLastIndex((line) => /^\[Parsed_ebur128\S* @ \w+\] Summary:/.test(line));
  if (start < 0) return undefined;
  const summary = lines.slice(start);
  const lufs = figure(summary, /^ +I: +(\S+) LUFS/);
  return {
    lufs: lufs === null || lufs <= GATE_LUFS ? null : lufs,
    range: figure(summary, /^ +LRA: +(\S+) LU/) ?? 0,
  };
}

/** Whether a line belongs to a summary; the many others need not be kept. */
export const isOfSummary = (line: string): boolean => /^\[Parsed_ebur128\S* @ \w+\] Summary:|^ +(I|LRA): /.test(line);

/** The first match as a number; null when there is none, or it is `-inf` or `nan`. */
function figure(lines: readonly string[], form: RegExp): number | null {
  const text = lines.map((line) => form.exec(line)?.[1]).find((found) => found !== undefined);
  const value = Number(text);
  return text !== undefined && Number.isFinite(value) ? value : null;
}

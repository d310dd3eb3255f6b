/** Loudness by ITU-R BS.1770 and EBU R 128. */
export interface Loudness {
  /** Integrated loudness in LUFS; null for audio that is too short or too quiet to have one. */
  lufs: number | null;
  /** Loudness range in LU. */
  range: number;
  /** In dBTP; null for digital silence. */
  truePeak: number | null;
}

/** Audio that was measured. */
export interface Measured extends Loudness {
  seconds: number;
}

/** Length of the blocks that loudness is computed from (EBU Tech 3341), in seconds: shorter audio has none. */
export const BLOCK_SECONDS = 0.4;

/** The absolute gate (EBU Tech 3341): a value at or below it means that nothing was measured. */
const GATE_LUFS = -70;

/**
 * Reads the summary that ffmpeg's `ebur128` writes at its end. The last one counts: a tag inside the file might look
 * like a summary too, but is written earlier.
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

/** Whether a line belongs to a summary; the others need not be kept. */
export const isOfSummary = (line: string): boolean => /^\[Parsed_ebur128\S* @ \w+\] Summary:|^ +(I|LRA): /.test(line);

/** The first match as a number; null when there is none, or it is `-inf` or `nan`. */
function figure(lines: readonly string[], form: RegExp): number | null {
  const text = lines.map((line) => form.exec(line)?.[1]).find((found) => found !== undefined);
  const value = Number(text);
  return text !== undefined && Number.isFinite(value) ? value : null;
}

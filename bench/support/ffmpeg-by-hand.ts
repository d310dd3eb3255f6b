import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findFfmpeg, type FoundFfmpeg, packagedFfmpeg } from '../../src/transcoding/ffmpeg/find-ffmpeg.js';

const run = promisify(execFile);
let found: FoundFfmpeg | undefined;
let quick: FoundFfmpeg | undefined;

/** The ffmpeg that is called by hand where time is measured: the one that the service uses. */
export async function ffmpegInUse(): Promise<FoundFfmpeg> {
  return (found ??= await findFfmpeg(process.env['FFMPEG_PATH']));
}

/** Runs ffmpeg as somebody would at a prompt. @returns what it wrote to standard error */
export async function ffmpegByHand(options: readonly string[]): Promise<string> {
  return runAt(await ffmpegInUse(), options);
}

/**
 * Runs the ffmpeg that starts soonest: the one of the npm package, where it has one. For inputs, and to hear what became of
 * them. @returns what it wrote to standard error
 */
export async function quickFfmpeg(options: readonly string[]): Promise<string> {
  return runAt((quick ??= await findFfmpeg(packagedFfmpeg())), options);
}

async function runAt({ path }: FoundFfmpeg, options: readonly string[]): Promise<string> {
  const { stderr } = await run(path, ['-hide_banner', '-nostdin', '-nostats', '-y', ...options], {
    maxBuffer: 64 * 1_048_576,
  });
  return stderr;
}

/** Loudness as decoded, by ffmpeg's own meters: independent of how the service measures. */
export interface Heard {
  /** In LUFS; -Infinity when there is none. */
  lufs: number;
  /** In dBTP; -Infinity for silence. */
  truePeak: number;
}

/** @param codec needed where the file's name does not show that it is Opus */
export async function listenByHand(file: string, codec?: string): Promise<Heard> {
  const decoder = codec === 'opus' || file.endsWith('.opus') ? ['-c:a', 'libopus'] : [];
  // As double: otherwise peaks above full scale would be clipped before they are measured.
  const filter = 'aformat=sample_fmts=dbl,ebur128=peak=true:framelog=verbose';
  const lines = await quickFfmpeg([...decoder, '-i', file, '-af', filter, '-f', 'null', '-']);
  const summary = lines.slice(lines.lastIndexOf('Summary:'));
  const figure = (form: RegExp) => Number(form.exec(summary)?.[1]?.replace('-inf', '-Infinity') ?? -Infinity);
  return { lufs: figure(/ I: +(\S+) LUFS/), truePeak: figure(/ Peak: +(\S+) dBFS/) };
}

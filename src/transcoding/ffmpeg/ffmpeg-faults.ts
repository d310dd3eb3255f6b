import { Refusal, type RefusalCode } from '../refusal.js';

/** ffmpeg reported an error of its own; `lines` are the last that it wrote. */
export class FfmpegFailed extends Error {
  constructor(
    message: string,
    readonly lines: readonly string[],
  ) {
    super(message);
  }
}

/**
 * ffmpeg took more time or memory than such audio needs, and was killed. The first time the machine may be to blame; if
 * it happens again, the audio is refused with `meaning`.
 */
export abstract class FfmpegOverran extends Error {
  constructor(
    message: string,
    readonly meaning: RefusalCode = 'transcoding-failed',
  ) {
    super(message);
  }
}

/** It took too long, or reported no progress. */
export class FfmpegTooSlow extends FfmpegOverran {}

/** It wanted more memory than one ffmpeg may use, or than the machine has. */
export class FfmpegOutOfMemory extends FfmpegOverran {}

/** ffmpeg was killed from outside (an operator, a shutdown), or lacked disk space or processes. It says nothing about the audio. */
export class FfmpegEnded extends Error {}

/** It did not run: a signal, a launcher that found no ffmpeg (126, 127), or the system could not create a process. */
const NEVER_DONE = /killed with signal|exited with code (125|126|127)\b|ENOENT|EAGAIN|ENOMEM|EACCES/;
/** It was asked to stop; it then exits with 255 or 123. */
const ASKED_TO_END = /exited with code (255|123)\b/;
/** The machine's fault. Text from inside the file is indented by ffmpeg, so it cannot be mistaken for these. */
const NOT_THE_AUDIO = new RegExp(
  `^\\S.*(${[
    'received signal \\d',
    'No space left on device',
    'Resource temporarily unavailable',
    // The reader of a pipe is gone; its own error has the reason.
    'Broken pipe',
    'opening encoder',
  ].join('|')})|^Unknown encoder `,
  'i',
);
/** The programs that start ffmpeg (isolation.ts, platform/processes) failed. */
const NOT_STARTED = /^(nice|unshare|prlimit|env|setpriv): /;

/** Whether a line reports a lack of memory. ffmpeg may continue after it and leave gaps in the audio. */
export const isOutOfMemory = (line: string): boolean => /^\S.*Cannot allocate memory/.test(line);

/** What the failed end of an ffmpeg means. @param lines the last that it wrote */
export function faultOf(message: string, lines: readonly string[]): FfmpegEnded | FfmpegFailed | FfmpegOverran {
  const isSaid = lines.some((line) => NOT_THE_AUDIO.test(line) || NOT_STARTED.test(line));
  if (NEVER_DONE.test(message) || ASKED_TO_END.test(message) || isSaid) return new FfmpegEnded(message);
  return lines.some(isOutOfMemory) ? new FfmpegOutOfMemory(message) : new FfmpegFailed(message, lines);
}

/**
 * Turns an error that ffmpeg itself reported into a refusal of the audio; every other error may be temporary.
 * @throws Refusal with `code`, or `error` as it is
 */
export function refusing(error: unknown, code: 'damaged' | 'no-sound'): never {
  throw error instanceof FfmpegFailed ? new Refusal(code) : error;
}

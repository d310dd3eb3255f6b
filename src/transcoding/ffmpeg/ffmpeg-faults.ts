import { Refusal, type RefusalCode } from '../refusal.js';

/** ffmpeg ended with a fault of its own; `lines` are the last that it wrote. */
export class FfmpegFailed extends Error {
  constructor(
    message: string,
    readonly lines: readonly string[],
  ) {
    super(message);
  }
}

/**
 * ffmpeg took more than such audio needs, and was ended. Once, the machine may be to blame; when it happens again, it is
 * the audio, and `meaning` is why it is refused.
 */
export abstract class FfmpegOverran extends Error {
  constructor(
    message: string,
    readonly meaning: RefusalCode = 'transcoding-failed',
  ) {
    super(message);
  }
}

/** It took too long, or nothing moved any more. */
export class FfmpegTooSlow extends FfmpegOverran {}

/** It wanted more memory than one ffmpeg may have, or than there is. */
export class FfmpegOutOfMemory extends FfmpegOverran {}

/** Something outside ended ffmpeg (an operator, a shutdown), or the machine lacks room for it: nothing is known about the audio. */
export class FfmpegEnded extends Error {}

/** It never came to run: a signal, or a launcher that found no ffmpeg (126, 127), or the system had no process to give. */
const NEVER_DONE = /killed with signal|exited with code (125|126|127)\b|ENOENT|EAGAIN|ENOMEM|EACCES/;
/** It was asked to end, and says so; 255 and 123 are the codes for it. */
const ASKED_TO_END = /exited with code (255|123)\b/;
/** The machine's fault. What a file says of itself is written with spaces before it, and cannot be taken for it. */
const NOT_THE_AUDIO = new RegExp(
  `^\\S.*(${[
    'received signal \\d',
    'No space left on device',
    'Resource temporarily unavailable',
    // Who reads from it is gone, and knows why.
    'Broken pipe',
    'opening encoder',
  ].join('|')})|^Unknown encoder `,
  'i',
);
/** What it is started through (isolation.ts) says that it cannot. */
const NOT_STARTED = /^(nice|unshare|prlimit): /;

/** Whether a line tells that memory is short; ffmpeg may go on, and leave holes in the audio. */
export const isOutOfMemory = (line: string): boolean => /^\S.*Cannot allocate memory/.test(line);

/** What the end of an ffmpeg means. @param lines the last that it wrote */
export function faultOf(message: string, lines: readonly string[]): FfmpegEnded | FfmpegFailed | FfmpegOverran {
  const isSaid = lines.some((line) => NOT_THE_AUDIO.test(line) || NOT_STARTED.test(line));
  if (NEVER_DONE.test(message) || ASKED_TO_END.test(message) || isSaid) return new FfmpegEnded(message);
  return lines.some(isOutOfMemory) ? new FfmpegOutOfMemory(message) : new FfmpegFailed(message, lines);
}

/**
 * What ffmpeg cannot read is the file's fault; everything else may pass.
 * @throws Refusal or `error`
 */
export function refusing(error: unknown, code: 'damaged' | 'no-sound'): never {
  throw error instanceof FfmpegFailed ? new Refusal(code) : error;
}

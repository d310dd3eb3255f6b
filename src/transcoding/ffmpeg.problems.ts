import { Refusal } from './refusal.js';

/** ffmpeg ended with a fault of its own; `lines` are the last that it wrote. */
export class FfmpegFailed extends Error {
  constructor(
    message: string,
    readonly lines: readonly string[],
  ) {
    super(message);
  }
}

/** ffmpeg took longer than the audio's length allows, and was ended. */
export class FfmpegTooSlow extends Error {
  constructor(seconds: number) {
    super(`ffmpeg was ended after ${seconds} s`);
  }
}

/** Something outside ended ffmpeg (memory, an operator, a shutdown): nothing is known about the audio. */
export class FfmpegEnded extends Error {}

/**
 * What ffmpeg cannot read is the file's fault, unless the disk is full; everything else may pass.
 * @throws Refusal or `error`
 */
export function refusing(error: unknown, code: 'damaged' | 'no-sound'): never {
  const isDisk = error instanceof FfmpegFailed && error.lines.some((line) => line.includes('No space left on device'));
  throw error instanceof FfmpegFailed && !isDisk ? new Refusal(code) : error;
}

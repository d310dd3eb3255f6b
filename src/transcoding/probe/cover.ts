import { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg.runner.js';
import { FfmpegEnded } from '../ffmpeg/ffmpeg-faults.js';
import { type Source, pictureCall } from '../rendition/arguments.js';

/** A larger picture is no cover; it is kept in the row of the audio. */
export const COVER_MAX_BYTES = 2 * 1_048_576;

const SIGNATURES = { 'image/jpeg': Buffer.from('ffd8ff', 'hex'), 'image/png': Buffer.from('89504e470d0a1a0a', 'hex') };
type CoverType = keyof typeof SIGNATURES;

/** What a picture is by its first bytes, whatever its tag calls it; undefined for all but JPEG and PNG. */
export function coverTypeOf(bytes: Buffer): CoverType | undefined {
  const types: CoverType[] = ['image/jpeg', 'image/png'];
  return types.find((type) => bytes.subarray(0, SIGNATURES[type].length).equals(SIGNATURES[type]));
}

/** Takes the picture out of a file's tags as it is: copied, never decoded. */
@Injectable()
export class Covers {
  private readonly timeoutSeconds: number;

  constructor(
    private readonly ffmpeg: FfmpegRunner,
    { settings }: Config,
  ) {
    this.timeoutSeconds = settings.AUDIO_OPEN_SECONDS;
  }

  /**
   * @returns null when there is none, or one that is no JPEG or PNG of up to 2 MiB: audio is as good without
   * @throws FfmpegEnded when `signal` or something outside ended it
   */
  async of(source: Pick<Source, 'path' | 'demuxer'>, picture: number | null, signal: AbortSignal) {
    if (picture === null) return null;
    const tooLarge = new AbortController();
    const pieces: Buffer[] = [];
    let length = 0;
    const output = new Writable({
      emitClose: false,
      write(piece: Buffer, _encoding, done) {
        length += piece.length;
        if (length > COVER_MAX_BYTES) tooLarge.abort();
        else pieces.push(piece);
        done();
      },
    });
    try {
      const ended = AbortSignal.any([signal, tooLarge.signal]);
      await this.ffmpeg.run(pictureCall(source, picture), {
        timeoutSeconds: this.timeoutSeconds,
        signal: ended,
        output,
      });
    } catch (error) {
      if (error instanceof FfmpegEnded && !tooLarge.signal.aborted) throw error;
      return null;
    }
    const bytes = Buffer.concat(pieces);
    return length <= COVER_MAX_BYTES && coverTypeOf(bytes) ? bytes : null;
  }
}

import { access } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { kindOfFile } from '../../programs/upload/audio-files.service.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg.runner.js';
import { FfmpegOutOfMemory, FfmpegTooSlow, refusing } from '../ffmpeg/ffmpeg-faults.js';
import { Refusal } from '../refusal.js';
import { describeCall } from '../rendition/arguments.js';
import { Covers } from './cover.js';
import { AudioDescription, type SourceAudio } from './audio-description.js';

const MAX_CHANNELS = 8;
/** In samples per second: with room on both sides of what recordings have. A made-up rate costs memory without end. */
const RATES = { lowest: 4_000, highest: 768_000 };

/** Looks what a file is, by its content, and what sound it holds; decodes nothing. */
@Injectable()
export class ProbeService {
  private readonly timeoutSeconds: number;

  constructor(
    private readonly ffmpeg: FfmpegRunner,
    private readonly covers: Covers,
    { settings }: Config,
  ) {
    this.timeoutSeconds = settings.AUDIO_OPEN_SECONDS;
  }

  /** @throws Refusal; FfmpegTooSlow may pass */
  async at(path: string, signal: AbortSignal): Promise<SourceAudio> {
    await access(path).catch(() => {
      throw new Refusal('original-missing');
    });
    const demuxer = await kindOfFile(path);
    if (!demuxer) throw new Refusal('not-audio');
    const description = new AudioDescription();
    const onLine = (line: string) => description.take(line);
    const fault = () => (description.of(demuxer) ? 'damaged' : 'no-sound');
    await this.ffmpeg
      .run(describeCall(path, demuxer), { timeoutSeconds: this.timeoutSeconds, signal, onLine })
      .catch((error: unknown) => refusing(tooMuch(error), fault()));
    const described = description.of(demuxer);
    if (!described) throw new Refusal('no-sound');
    const { channels, sampleRate } = described;
    if (channels > MAX_CHANNELS) throw new Refusal('too-many-channels', { channels, limit: MAX_CHANNELS });
    if (sampleRate < RATES.lowest || sampleRate > RATES.highest) {
      throw new Refusal('rate-out-of-range', { sampleRate, ...RATES });
    }
    return described;
  }

  /** The picture in its tags as it is, a JPEG or a PNG; null when there is none. @param source as `at` described it */
  coverOf(source: SourceAudio & { path: string }, signal: AbortSignal): Promise<Buffer | null> {
    return this.covers.of(source, source.picture, signal);
  }
}

/**
 * Sound is opened at once, and costs nothing. What takes too long or too much memory only to be opened, and again when it
 * is tried anew, is made of something else, e.g. of a hundred thousand tags; one time alone may be a busy machine, or a
 * disk that does not answer.
 */
function tooMuch(error: unknown): unknown {
  if (error instanceof FfmpegTooSlow) return new FfmpegTooSlow(error.message, 'damaged');
  return error instanceof FfmpegOutOfMemory ? new FfmpegOutOfMemory(error.message, 'damaged') : error;
}

import { access } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { readAudioKind } from '../../programs/upload/audio-files.service.js';
import { FfmpegEnded, FfmpegOutOfMemory, FfmpegTooSlow, refusing } from '../ffmpeg/ffmpeg-faults.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg.runner.js';
import { Refusal } from '../refusal.js';
import { AudioDescription, type AudioTrack, type SourceAudio } from './audio-description.js';
import { CoverBuffer } from './cover.js';
import { describeCall, pictureCall } from './probe-calls.js';
import { declaredByWav } from './wav-length.js';

const MAX_CHANNELS = 8;
/** In samples per second; recordings have less than this range. A forged rate would cost unlimited memory. */
const RATES = { lowest: 4_000, highest: 768_000 };

/** What a file holds, and all tracks of it that can be used; the first of them is described. */
export interface Described extends SourceAudio {
  tracks: AudioTrack[];
}

const isInLimits = ({ channels, sampleRate }: AudioTrack) =>
  channels <= MAX_CHANNELS && sampleRate >= RATES.lowest && sampleRate <= RATES.highest;

/** Finds out what a file is, by its content, and what audio it holds. Decodes nothing. */
@Injectable()
export class ProbeService {
  private readonly timeoutSeconds: number;

  constructor(
    private readonly ffmpeg: FfmpegRunner,
    { settings }: Config,
  ) {
    this.timeoutSeconds = settings.AUDIO_OPEN_SECONDS;
  }

  /**
   * @throws Refusal when the file is gone, or holds no audio that can be used
   * @throws FfmpegTooSlow, FfmpegOutOfMemory, FfmpegEnded, which may be temporary
   */
  async describe(path: string, signal: AbortSignal): Promise<Described> {
    await access(path).catch(() => {
      throw new Refusal('original-missing');
    });
    const demuxer = await readAudioKind(path);
    if (!demuxer) throw new Refusal('not-audio');
    const description = new AudioDescription();
    const onLine = (line: string) => description.take(line);
    const fault = () => (description.of(demuxer) || !description.wasOpened ? 'damaged' : 'no-sound');
    await this.ffmpeg
      .run(describeCall(path, demuxer), { timeoutSeconds: this.timeoutSeconds, signal, onLine })
      .catch((error: unknown) => {
        if (!description.codecNotTaken) refusing(damagedIfRepeated(error), fault());
      });
    const { codecNotTaken } = description;
    if (codecNotTaken) throw new Refusal('codec-not-taken', { codec: codecNotTaken });
    const described = description.of(demuxer);
    if (!described) throw new Refusal('no-sound');
    const usable = description.tracks.filter(isInLimits);
    if (usable[0]) {
      const declaredSeconds = (demuxer === 'wav' && (await declaredByWav(path))) || described.declaredSeconds;
      return { ...described, ...usable[0], declaredSeconds, tracks: usable };
    }
    const { channels, sampleRate } = described;
    if (channels > MAX_CHANNELS) throw new Refusal('too-many-channels', { channels, limit: MAX_CHANNELS });
    throw new Refusal('rate-out-of-range', { sampleRate, ...RATES });
  }

  /**
   * The picture in the tags of a file, copied as it is.
   * @param source as `describe` returned it
   * @returns null unless there is a JPEG or PNG of up to 2 MiB; audio is fine without one
   * @throws FfmpegEnded when `signal` or something outside ended it
   */
  async coverOf(source: SourceAudio & { path: string }, signal: AbortSignal): Promise<Buffer | null> {
    if (source.picture === null) return null;
    const cover = new CoverBuffer();
    const options = { timeoutSeconds: this.timeoutSeconds, output: cover.output };
    try {
      const ended = AbortSignal.any([signal, cover.tooLarge]);
      await this.ffmpeg.run(pictureCall(source, source.picture), { ...options, signal: ended });
    } catch (error) {
      if (error instanceof FfmpegEnded && !cover.tooLarge.aborted) throw error;
      return null;
    }
    return cover.result();
  }
}

/**
 * Audio opens at once and needs little memory. A file that exceeds the limits while it is only opened, and does so again
 * at the next attempt, is something else, e.g. a hundred thousand tags. A single time may be a busy machine or a slow disk.
 */
function damagedIfRepeated(error: unknown): unknown {
  if (error instanceof FfmpegTooSlow) return new FfmpegTooSlow(error.message, 'damaged');
  return error instanceof FfmpegOutOfMemory ? new FfmpegOutOfMemory(error.message, 'damaged') : error;
}

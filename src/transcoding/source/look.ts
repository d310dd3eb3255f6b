import { open } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Ffmpeg } from '../ffmpeg.js';
import { FfmpegFailed, FfmpegTooSlow, refusing } from '../ffmpeg.problems.js';
import { Refusal } from '../refusal.js';
import { describeCall } from '../rendition/arguments.js';
import { demuxerOf, HEAD_BYTES, id3Length } from './container.js';
import { Description, type SourceAudio } from './description.js';

const MAX_CHANNELS = 8;

/** Looks what a file is, by its content, and what sound it holds; decodes nothing. */
@Injectable()
export class Look {
  private readonly timeoutSeconds: number;

  constructor(
    private readonly ffmpeg: Ffmpeg,
    { settings }: Config,
  ) {
    this.timeoutSeconds = settings.AUDIO_OPEN_SECONDS;
  }

  /** @throws Refusal */
  async at(path: string, signal: AbortSignal): Promise<SourceAudio> {
    const demuxer = demuxerOf(await headOf(path));
    if (!demuxer) throw new Refusal('not-audio');
    const description = new Description();
    const onLine = (line: string) => description.take(line);
    const fault = () => (description.of(demuxer) ? 'damaged' : 'no-sound');
    await this.ffmpeg
      .run(describeCall(path, demuxer), { timeoutSeconds: this.timeoutSeconds, signal, onLine })
      .catch((error: unknown) => refusing(endless(error), fault()));
    const described = description.of(demuxer);
    if (!described) throw new Refusal('no-sound');
    if (described.channels > MAX_CHANNELS) throw new Refusal('too-many-channels');
    return described;
  }
}

/** Sound is opened at once; what takes this long is made of something else, e.g. of a hundred thousand tags. */
const endless = (error: unknown) => (error instanceof FfmpegTooSlow ? new FfmpegFailed(error.message, []) : error);

/** The first bytes; of a file with an ID3 tag, which may be larger than that, those after it. */
async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch(() => {
    throw new Refusal('original-missing');
  });
  try {
    const read = async (position: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, position);
      return buffer.subarray(0, bytesRead);
    };
    const head = await read(0);
    const tag = id3Length(head);
    return tag > 0 ? await read(tag) : head;
  } finally {
    await file.close();
  }
}

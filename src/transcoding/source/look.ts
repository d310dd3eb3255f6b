import { open } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Ffmpeg } from '../ffmpeg.js';
import { FfmpegTooSlow, refusing } from '../ffmpeg.problems.js';
import { Refusal } from '../refusal.js';
import { describeCall } from '../rendition/arguments.js';
import { demuxerOf, HEAD_BYTES, id3Length } from './container.js';
import { describe, describes, type SourceAudio } from './description.js';

const MAX_CHANNELS = 8;
const MAX_LINES = 1_000;

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

  /** @throws Refusal; FfmpegTooSlow may pass */
  async at(path: string, signal: AbortSignal): Promise<SourceAudio> {
    const demuxer = demuxerOf(await headOf(path));
    if (!demuxer) throw new Refusal('not-audio');
    const lines: string[] = [];
    const onLine = (line: string) => void (lines.length < MAX_LINES && describes(line) && lines.push(line));
    const fault = () => (describe(lines, demuxer) ? 'damaged' : 'no-sound');
    await this.ffmpeg
      .run(describeCall(path, demuxer), { timeoutSeconds: this.timeoutSeconds, signal, onLine })
      .catch((error: unknown) => refusing(tooSlow(error), fault()));
    const described = describe(lines, demuxer);
    if (!described) throw new Refusal('no-sound');
    if (described.channels > MAX_CHANNELS) throw new Refusal('too-many-channels');
    return described;
  }
}

/**
 * Sound is opened at once. What takes too long to be opened, and again when it is tried anew, is made of something else,
 * e.g. of a hundred thousand tags; one time alone may be a busy machine, or a disk that does not answer.
 */
const tooSlow = (error: unknown) =>
  error instanceof FfmpegTooSlow ? new FfmpegTooSlow(error.message, 'damaged') : error;

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

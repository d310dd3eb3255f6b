import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { readConfig } from '../../../src/platform/config/config.js';
import { DecoderService } from '../../../src/transcoding/decode/decoder.service.js';
import { FfmpegRunner } from '../../../src/transcoding/ffmpeg/ffmpeg.runner.js';
import { LoudnessService } from '../../../src/transcoding/loudness/loudness.service.js';
import { ProbeService } from '../../../src/transcoding/probe/probe.service.js';
import { Refusal } from '../../../src/transcoding/refusal.js';
import { EncoderService } from '../../../src/transcoding/rendition/encoder.service.js';
import { RenderingService } from '../../../src/transcoding/rendition/rendering.service.js';
import {
  type Transcoded,
  TranscodingPipelineService,
} from '../../../src/transcoding/run/transcoding-pipeline.service.js';

/** How one file ended: transcoded, or refused. */
export type Ended = Transcoded | { refused: string; data: Refusal['data'] };

/** The transcoder without a service around it, and a folder for its inputs. */
export class PlainTranscoder {
  private constructor(
    private readonly folder: string,
    readonly transcoder: TranscodingPipelineService,
  ) {}

  /** @param ffmpegPath empty for the one that is found */
  static async start(ffmpegPath = process.env['FFMPEG_PATH']): Promise<PlainTranscoder> {
    Logger.overrideLogger(false);
    const config = readConfig({ FFMPEG_PATH: ffmpegPath, TRANSCODE_NICENESS: '0' });
    const ffmpeg = new FfmpegRunner(config);
    await ffmpeg.onModuleInit();
    const decoder = new DecoderService(ffmpeg);
    const loudness = new LoudnessService(decoder);
    const rendering = new RenderingService(new EncoderService(ffmpeg, decoder, loudness), config);
    const transcoder = new TranscodingPipelineService(
      new ProbeService(ffmpeg, config),
      loudness,
      rendering,
      ffmpeg,
      config,
    );
    return new PlainTranscoder(await mkdtemp(join(tmpdir(), 'vang-transcoder-')), transcoder);
  }

  stop(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  async transcode(file: Buffer, signal = AbortSignal.timeout(60_000)): Promise<Ended> {
    const folder = await mkdtemp(join(this.folder, 'run-'));
    const path = join(this.folder, 'original');
    await writeFile(path, file);
    try {
      return await this.transcoder.transcode(path, { folder, signal, onProgress: () => undefined });
    } catch (error) {
      if (error instanceof Refusal) return { refused: error.code, data: error.data };
      throw error;
    }
  }
}

/** What most files are to become: as long as `seconds`, as loud as speech is to be. */
export const expectSpeech = (ended: Ended, seconds: number, findings: readonly object[] = []) => ({
  actual: {
    seconds: 'refused' in ended ? ended : rounded(ended.before.seconds, seconds),
    renditions: 'refused' in ended ? [] : ended.renditions.map(({ measured }) => rounded(measured.seconds, seconds)),
    loud: 'refused' in ended ? [] : ended.renditions.map(({ measured }) => Math.abs((measured.lufs ?? 0) + 16) <= 0.5),
    shortfall: 'refused' in ended ? null : ended.plan.shortfall,
    findings: 'refused' in ended ? [] : ended.findings,
  },
  wanted: { seconds, renditions: [seconds, seconds], loud: [true, true], shortfall: null, findings },
});

/** `expected` where it is as long as that, give or take what encoders add. */
const rounded = (seconds: number, expected: number) => (Math.abs(seconds - expected) <= 0.1 ? expected : seconds);

import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Source } from '../ffmpeg/ffmpeg-call.js';
import { refusing } from '../ffmpeg/ffmpeg-faults.js';
import { secondsDone } from '../ffmpeg/ffmpeg-progress.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg.runner.js';
import { readPipe } from '../ffmpeg/named-pipes.js';
import { Refusal } from '../refusal.js';
import type { Band } from './heard-filters.js';
import { isOfSummary, type Measured, parseLoudness } from './loudness.js';
import { measureCall, type MeasureLimits, tapOf } from './measure-call.js';
import { type Sound, SoundMeter } from './sound-meter.js';

export interface MeasureOptions extends MeasureLimits {
  /** Seconds after which ffmpeg is killed. */
  timeoutSeconds: number;
  signal: AbortSignal;
  /** Receives how many seconds of audio are measured. */
  onProgress?: (seconds: number) => void;
  /** The audio of a source that is measured while it is produced. */
  input?: Readable;
}

export interface MeasuredSound {
  measured: Measured;
  sound: Sound;
}

/** Measures audio in one pass: ffmpeg measures the loudness, this process the peaks and the envelope, on another core. */
@Injectable()
export class LoudnessService {
  constructor(private readonly ffmpeg: FfmpegRunner) {}

  /**
   * @param band to measure what will be heard of an original; null for a rendition
   * @throws Refusal when nothing can be decoded
   * @throws FfmpegTooSlow, FfmpegOutOfMemory, FfmpegEnded, which may be temporary
   */
  async measure(source: Source, band: Band | null, options: MeasureOptions): Promise<MeasuredSound> {
    const { timeoutSeconds, signal, onProgress, input } = options;
    const meter = new SoundMeter({ ...tapOf(source), highPass: band?.lowest ?? null });
    const lines: string[] = [];
    const onLine = (line: string) => {
      const done = secondsDone(line);
      if (done !== undefined) onProgress?.(done);
      else if (isOfSummary(line)) lines.push(line);
    };
    const call = measureCall(source, band, options);
    const run = () => this.ffmpeg.run(call, { timeoutSeconds, signal, onLine, ...(input ? { input } : {}) });
    await readPipe(options.samples, (piece) => meter.take(piece), run).catch((error: unknown) =>
      refusing(error, 'damaged'),
    );
    const sound = meter.result();
    const loudness = parseLoudness(lines);
    if (!loudness || sound.envelope.seconds === 0) throw new Refusal('no-sound');
    const { truePeak, seconds } = sound.envelope;
    return { sound, measured: { ...loudness, truePeak: decibels(truePeak), seconds: milliseconds(seconds) } };
  }
}

/** To a hundredth; null for silence, and for anything that 24 bits cannot tell from silence. */
function decibels(linear: number): number | null {
  const value = 20 * Math.log10(linear);
  return value > -140 ? Math.round(100 * value) / 100 : null;
}

const milliseconds = (seconds: number) => Math.round(1_000 * seconds) / 1_000;

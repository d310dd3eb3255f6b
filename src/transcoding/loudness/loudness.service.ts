import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { FfmpegRunner } from '../ffmpeg/ffmpeg.runner.js';
import { refusing } from '../ffmpeg/ffmpeg-faults.js';
import { readPipe } from '../ffmpeg/named-pipes.js';
import { secondsDone } from '../requests/progress.js';
import { Refusal } from '../refusal.js';
import { measureCall, type Source, tapOf } from '../rendition/arguments.js';
import type { Band } from '../rendition/filters.js';
import { isOfSummary, type Measured, parseLoudness } from './loudness.js';
import { type Sound, SoundMeter } from './sound-meter.js';

export interface MeasureOptions {
  /** At which decoding stops. */
  maxSeconds: number;
  /** Path of a named pipe. */
  samples: string;
  /** After which ffmpeg is ended. */
  timeoutSeconds: number;
  signal: AbortSignal;
  onProgress?: (seconds: number) => void;
  /** The sound, when it is handed over as it is made. */
  input?: Readable;
}

export interface MeasuredSound {
  measured: Measured;
  sound: Sound;
}

/** Measures sound in one pass: loudness by ffmpeg's `ebur128`, peaks and outline here, on another core. */
@Injectable()
export class LoudnessService {
  constructor(private readonly ffmpeg: FfmpegRunner) {}

  /**
   * @param band to measure what will be heard of an original; null for a rendition
   * @throws Refusal when nothing can be decoded
   */
  async of(source: Source, band: Band | null, options: MeasureOptions): Promise<MeasuredSound> {
    const { timeoutSeconds, signal, onProgress, input } = options;
    const form = { ...tapOf(source), highPass: band?.lowest ?? null };
    const meter = new SoundMeter(form);
    const lines: string[] = [];
    const onLine = (line: string) => {
      const done = secondsDone(line);
      if (done !== undefined) onProgress?.(done);
      else if (isOfSummary(line)) lines.push(line);
    };
    const call = measureCall(source, band, options);
    const measure = () => this.ffmpeg.run(call, { timeoutSeconds, signal, onLine, ...(input ? { input } : {}) });
    await readPipe(options.samples, (piece) => meter.take(piece), measure).catch((error: unknown) =>
      refusing(error, 'damaged'),
    );
    const sound = meter.result();
    const loudness = parseLoudness(lines);
    if (!loudness || sound.envelope.seconds === 0) throw new Refusal('no-sound');
    const { truePeak, seconds } = sound.envelope;
    return { sound, measured: { ...loudness, truePeak: decibels(truePeak), seconds: round(seconds) } };
  }
}

/** To a hundredth; null for digital silence, and for what 24 bits cannot tell from it. */
function decibels(linear: number): number | null {
  const value = 20 * Math.log10(linear);
  return value > -140 ? Math.round(100 * value) / 100 : null;
}

const round = (seconds: number) => Math.round(1_000 * seconds) / 1_000;

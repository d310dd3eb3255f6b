import type { NormalisedSamples } from '../normalise/normaliser.js';
import { SAMPLES_BEFORE, TruePeak } from './true-peak.js';

/** Samples in a block: 5 ms at the working rate of 44.1 kHz. */
export const BLOCK_SAMPLES = 220;

/** The level of mono audio in blocks of 5 ms: enough for silences, the waveform, and to predict a limiter. */
export interface Envelope {
  /** Blocks per second. */
  rate: number;
  /** The largest absolute sample of each block; 1 is full scale. */
  peaks: Float32Array;
  /** The mean square of each block. */
  powers: Float32Array;
  /** Length of the audio, exact to the sample. */
  seconds: number;
  /** The highest true peak (ITU-R BS.1770-4, Annex 2), linear. */
  truePeak: number;
}

/** Takes mono samples in pieces of any size and keeps only their envelope. */
export class EnvelopeMeter {
  private peaks = new Float32Array(65_536);
  private powers = new Float32Array(65_536);
  /** The end of the block before, then the block. */
  private readonly line = new Float32Array(SAMPLES_BEFORE + BLOCK_SAMPLES);
  private readonly truePeak = new TruePeak();
  private blocks = 0;
  private filled = 0;

  constructor(private readonly sampleRate: number) {}

  take({ values: samples }: NormalisedSamples): void {
    for (let at = 0; at < samples.length;) {
      const part = samples.subarray(at, at + BLOCK_SAMPLES - this.filled);
      this.line.set(part, SAMPLES_BEFORE + this.filled);
      this.filled += part.length;
      at += part.length;
      if (this.filled === BLOCK_SAMPLES) this.closeBlock();
    }
  }

  /** The envelope of everything taken; the last block may be shorter than the others. */
  result(): Envelope {
    const seconds = (this.blocks * BLOCK_SAMPLES + this.filled) / this.sampleRate;
    if (this.filled > 0) this.closeBlock();
    return {
      rate: this.sampleRate / BLOCK_SAMPLES,
      peaks: this.peaks.subarray(0, this.blocks),
      powers: this.powers.subarray(0, this.blocks),
      seconds,
      truePeak: this.truePeak.highest,
    };
  }

  private closeBlock(): void {
    const { line, filled } = this;
    let peak = 0;
    let sum = 0;
    for (let at = SAMPLES_BEFORE; at < SAMPLES_BEFORE + filled; at++) {
      const sample = line[at] ?? 0;
      const size = sample < 0 ? -sample : sample;
      if (size > peak) peak = size;
      sum += sample * sample;
    }
    this.truePeak.take(line, filled, peak);
    line.copyWithin(0, BLOCK_SAMPLES);
    if (this.blocks === this.peaks.length) this.grow();
    this.peaks[this.blocks] = peak;
    this.powers[this.blocks] = sum / filled;
    this.blocks++;
    this.filled = 0;
  }

  private grow(): void {
    const larger = (values: Float32Array) => {
      const copy = new Float32Array(2 * values.length);
      copy.set(values);
      return copy;
    };
    this.peaks = larger(this.peaks);
    this.powers = larger(this.powers);
  }
}

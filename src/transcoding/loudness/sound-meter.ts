import { type Envelope, EnvelopeMeter } from './envelope.js';
import type { Measured } from './loudness.js';
import { LoudnessMeter } from './loudness-meter.js';
import type { NormalisedSamples } from '../normalise/normaliser.js';

/** What is known of one channel of sound after it was listened to. */
export interface MeasuredSound {
  measured: Measured;
  envelope: Envelope;
}

/** Measures one channel in a single pass: loudness, true peak, length and outline. */
export class SoundMeter {
  private readonly envelope: EnvelopeMeter;
  private readonly loudness: LoudnessMeter;

  constructor(sampleRate: number) {
    this.envelope = new EnvelopeMeter(sampleRate);
    this.loudness = new LoudnessMeter(sampleRate);
  }

  take(samples: NormalisedSamples): void {
    this.envelope.take(samples);
    this.loudness.take(samples);
  }

  result(): MeasuredSound {
    const envelope = this.envelope.result();
    const { truePeak, seconds } = envelope;
    const measured = {
      ...this.loudness.result(),
      truePeak: decibels(truePeak),
      seconds: Math.round(1_000 * seconds) / 1_000,
    };
    return { envelope, measured };
  }
}

/** To a hundredth; null for digital silence, and for what 24 bits cannot tell from it. */
function decibels(linear: number): number | null {
  const value = 20 * Math.log10(linear);
  return value > -140 ? Math.round(100 * value) / 100 : null;
}

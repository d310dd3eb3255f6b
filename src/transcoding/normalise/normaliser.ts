import type { ChannelMeter } from './channel-meter.js';
import { HighPass } from './high-pass.js';
import type { Mix } from './mix.js';

/** The frequencies that are kept: a horn loudspeaker cannot reproduce lower ones, they only use up the amplifier's power. */
export interface Band {
  /** Lowest frequency in Hz. */
  lowest: number;
}

/**
 * Samples after the one normalisation: one channel at one rate, finite numbers, without DC and without what a horn cannot
 * sound. Measuring and levelling take nothing else, and only this file makes them.
 */
class NormalisedSamples {
  /** Makes the type nominal: no other object passes for it. */
  declare protected readonly kind: 'normalised';

  constructor(readonly values: Float32Array) {}
}
export type { NormalisedSamples };

/** Samples that were normalised before they were encoded: a rendition as it is decoded, one channel. */
export function alreadyNormalised(samples: Float32Array): NormalisedSamples {
  removeBadSamples(samples);
  return new NormalisedSamples(samples);
}

/** No recording has such a sample: it is damage, as NaN and infinity are. 1 is full scale. */
const HIGHEST_SAMPLE = 1e8;

/** Replaces damage by silence, in place. */
function removeBadSamples(samples: Float32Array): void {
  // False for NaN too. Sums are quicker than comparisons, and damage is rare.
  if (energyOf(samples) < HIGHEST_SAMPLE ** 2) return;
  for (let at = 0; at < samples.length; at++) {
    const sample = samples[at] ?? 0;
    // Also false for NaN.
    if (!(sample > -HIGHEST_SAMPLE && sample < HIGHEST_SAMPLE)) samples[at] = 0;
  }
}

function energyOf(samples: Float32Array): number {
  let energy = 0;
  for (let at = 0; at < samples.length; at++) energy += (samples[at] ?? 0) ** 2;
  return energy;
}

/** Normalises decoded audio, always in the same way: the same frames give the same result. */
export class Normaliser {
  /**
   * For each channel while a meter listens: what a horn cannot sound must not decide which channels are heard. Otherwise
   * one for their mix, which gives the same and costs less.
   */
  private readonly highPasses: HighPass[];
  private mono = new Float32Array(0);

  /** @param meter listens to the channels before they are mixed */
  constructor(
    private readonly mix: Mix,
    { lowest, sampleRate }: Band & { sampleRate: number },
    private readonly meter?: ChannelMeter,
  ) {
    const filtered = meter ? mix.weights : [mix];
    this.highPasses = filtered.map(() => new HighPass(lowest, sampleRate));
  }

  /**
   * @param frames as they are decoded, with interleaved channels; they are changed in place
   * @returns samples that are valid until the next call
   */
  take(frames: Float32Array): NormalisedSamples {
    removeBadSamples(frames);
    if (!this.meter) return new NormalisedSamples(this.filter(this.mixDown(frames)));
    this.meter.countClips(frames);
    this.meter.take(this.filter(frames));
    return new NormalisedSamples(this.mixDown(frames));
  }

  private filter(frames: Float32Array): Float32Array {
    const { highPasses } = this;
    for (const [channel, highPass] of highPasses.entries()) highPass.apply(frames, channel, highPasses.length);
    return frames;
  }

  private mixDown(frames: Float32Array): Float32Array {
    const { weights } = this.mix;
    if (weights.length === 1) return frames;
    const length = frames.length / weights.length;
    // A new array for each piece would cost more than the mix.
    if (this.mono.length < length) this.mono = new Float32Array(length);
    const mono = this.mono.subarray(0, length);
    if (weights.length === 2) mixTwo(frames, weights, mono);
    else mixMany(frames, weights, mono);
    return mono;
  }
}

function mixTwo(frames: Float32Array, [one = 0, other = 0]: readonly number[], mono: Float32Array): void {
  for (let at = 0, from = 0; at < mono.length; at++, from += 2) {
    mono[at] = one * (frames[from] ?? 0) + other * (frames[from + 1] ?? 0);
  }
}

function mixMany(frames: Float32Array, weights: readonly number[], mono: Float32Array): void {
  mono.fill(0);
  for (const [channel, weight] of weights.entries()) {
    if (weight === 0) continue;
    for (let at = 0, from = channel; at < mono.length; at++, from += weights.length) {
      mono[at] = (mono[at] ?? 0) + weight * (frames[from] ?? 0);
    }
  }
}

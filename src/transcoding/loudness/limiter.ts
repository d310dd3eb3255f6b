import type { NormalisedSamples } from '../normalise/normaliser.js';
import { LIMITER } from './limiter-prediction.js';

/** Samples that are looked at together: about 3 ms. */
const STRETCH = 128;

/** Samples as they are encoded: nothing exceeds the ceiling. Only `Limiter` makes them. */
class LimitedSamples {
  /** Makes the type nominal: no other object passes for it. */
  declare protected readonly kind: 'limited';

  constructor(readonly values: Float32Array) {}
}
export type { LimitedSamples };

/**
 * Brings peaks down to a ceiling: one gain and a limiter that looks ahead by its attack. What comes out is as long as what
 * went in, and no sample is above the ceiling.
 *
 * The reduction that each peak needs is held over the attack, let go exponentially, and averaged over the attack, so that it
 * has reached a peak when the peak arrives.
 */
export class Limiter {
  private readonly window: number;
  private readonly release: number;
  private readonly delayed: Float32Array;
  /** What each sample of the window needs, and what is applied to it before averaging; 1 is no reduction. */
  private readonly needed: Float64Array;
  private readonly held: Float64Array;
  private at = 0;
  private seen = 0;
  private heldNow = 1;
  private lowest = 1;
  private sum: number;
  /** Samples since anything was reduced; from a whole window on, nothing has to be done. */
  private idle: number;

  /** @param gain and ceiling linear */
  constructor(
    private readonly gain: number,
    private readonly ceiling: number,
    sampleRate: number,
  ) {
    this.window = 1 + Math.round((LIMITER.attack / 1_000) * sampleRate);
    this.release = 1 - Math.exp(-1_000 / (LIMITER.release * sampleRate));
    this.delayed = new Float32Array(this.window);
    this.needed = new Float64Array(this.window).fill(1);
    this.held = new Float64Array(this.window).fill(1);
    this.sum = this.window;
    this.idle = this.window;
  }

  /** @returns what is ready: the first call gives less than it takes, `end` gives the rest */
  take({ values }: NormalisedSamples): LimitedSamples {
    return new LimitedSamples(this.level(values));
  }

  end(): LimitedSamples {
    const rest = Math.min(this.seen, this.window - 1);
    const out = this.level(new Float32Array(this.window - 1));
    return new LimitedSamples(out.subarray(out.length - rest));
  }

  private level(samples: Float32Array): Float32Array {
    const out = new Float32Array(samples.length);
    let written = 0;
    for (let at = 0; at < samples.length; at += STRETCH) {
      const stretch = samples.subarray(at, at + STRETCH);
      const isPlain = this.idle >= this.window && this.seen === this.window && this.isBelowCeiling(stretch);
      written += isPlain ? this.pass(stretch, out, written) : this.limit(stretch, out, written);
    }
    return out.subarray(0, written);
  }

  private isBelowCeiling(samples: Float32Array): boolean {
    const [highest, lowest] = [this.ceiling / this.gain, -this.ceiling / this.gain];
    for (let at = 0; at < samples.length; at++) {
      const sample = samples[at] ?? 0;
      if (sample > highest || sample < lowest) return false;
    }
    return samples.length >= this.window;
  }

  /** Where nothing is reduced, and nothing was for a whole window: most of the time. @returns how many it writes */
  private pass(samples: Float32Array, out: Float32Array, from: number): number {
    const { delayed, window, gain, at } = this;
    let to = from;
    for (let index = at + 1; index < window; index++) out[to++] = delayed[index] ?? 0;
    for (let index = 0; index < at; index++) out[to++] = delayed[index] ?? 0;
    const passed = samples.length - (window - 1);
    for (let index = 0; index < passed; index++) out[to++] = (samples[index] ?? 0) * gain;
    for (let index = 1; index < window; index++) delayed[index] = (samples[passed + index - 1] ?? 0) * gain;
    this.at = 0;
    return samples.length;
  }

  /** With all state in local variables: this runs for each sample of a loud recording. @returns how many it writes */
  private limit(samples: Float32Array, out: Float32Array, from: number): number {
    const { gain, ceiling, window, release, delayed, needed, held } = this;
    let { at, seen, sum, heldNow, lowest, idle } = this;
    let to = from;
    for (let index = 0; index < samples.length; index++) {
      const sample = (samples[index] ?? 0) * gain;
      const size = sample < 0 ? -sample : sample;
      const need = size > ceiling ? ceiling / size : 1;
      delayed[at] = sample;
      if (need < 1 || idle < window) {
        const gone = needed[at] ?? 1;
        needed[at] = need;
        if (need <= lowest) lowest = need;
        else if (gone <= lowest) lowest = lowestOf(needed);
        const released = heldNow + (1 - heldNow) * release;
        heldNow = lowest < released ? lowest : released > 0.999_99 ? 1 : released;
        sum += heldNow - (held[at] ?? 1);
        held[at] = heldNow;
        idle = heldNow === 1 ? idle + 1 : 0;
        // Rounding adds up over hours; here the sum is known.
        if (idle >= window) sum = window;
      }
      at = at + 1 === window ? 0 : at + 1;
      if (seen < window) seen++;
      if (seen === window) out[to++] = (delayed[at] ?? 0) * Math.min(1, sum / window);
    }
    Object.assign(this, { at, seen, sum, heldNow, lowest, idle });
    return to - from;
  }
}

function lowestOf(values: Float64Array): number {
  let lowest = 1;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 1;
    if (value < lowest) lowest = value;
  }
  return lowest;
}

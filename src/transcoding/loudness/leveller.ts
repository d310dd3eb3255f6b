import { LIMITER } from './limiting.js';

/**
 * Brings peaks down to a ceiling: one gain and a limiter that looks ahead by its attack. What comes out is as long as what
 * went in, and no sample is above the ceiling.
 *
 * The reduction that each peak needs is held over the attack, let go exponentially, and averaged over the attack, so that it
 * has reached a peak when the peak arrives.
 */
export class Leveller {
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
  take(samples: Float32Array): Float32Array {
    const out = new Float32Array(samples.length);
    let written = 0;
    for (let index = 0; index < samples.length; index++) {
      const value = this.next((samples[index] ?? 0) * this.gain);
      if (this.seen < this.window) this.seen++;
      if (this.seen === this.window) out[written++] = value;
    }
    return out.subarray(0, written);
  }

  end(): Float32Array {
    const rest = Math.min(this.seen, this.window - 1);
    const out = this.take(new Float32Array(this.window - 1));
    return out.subarray(out.length - rest);
  }

  /** Takes one sample, and returns the one of a window before. */
  private next(sample: number): number {
    const { at, window, delayed } = this;
    const size = sample < 0 ? -sample : sample;
    const need = size > this.ceiling ? this.ceiling / size : 1;
    const place = at + 1 === window ? 0 : at + 1;
    delayed[at] = sample;
    const oldest = delayed[place] ?? 0;
    this.at = place;
    if (need === 1 && this.idle >= window) return oldest;
    this.reduce(at, need);
    return oldest * Math.min(1, this.sum / window);
  }

  private reduce(at: number, need: number): void {
    const { needed, held, window } = this;
    const gone = needed[at] ?? 1;
    needed[at] = need;
    if (need <= this.lowest) this.lowest = need;
    else if (gone <= this.lowest) this.lowest = lowestOf(needed);
    const released = this.heldNow + (1 - this.heldNow) * this.release;
    this.heldNow = this.lowest < released ? this.lowest : released > 0.999_99 ? 1 : released;
    this.sum += this.heldNow - (held[at] ?? 1);
    held[at] = this.heldNow;
    this.idle = this.heldNow === 1 ? this.idle + 1 : 0;
    // Rounding adds up over hours; here the sum is known.
    if (this.idle >= window) this.sum = window;
  }
}

function lowestOf(values: Float64Array): number {
  let lowest = 1;
  for (let index = 0; index < values.length; index++) lowest = Math.min(lowest, values[index] ?? 1);
  return lowest;
}

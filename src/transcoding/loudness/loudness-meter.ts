import type { NormalisedSamples } from '../normalise/normaliser.js';
import { KWeighting } from './k-weighting.js';
import { GATE_LUFS, type Loudness } from './loudness.js';

/** Blocks of 400 ms begin every 100 ms (BS.1770-4), those of 3 s too (EBU Tech 3342). */
const STEPS_PER_SECOND = 10;
const MOMENTARY_STEPS = 4;
const SHORT_TERM_STEPS = 30;
/** Below the loudness of what passes the absolute gate, in LU. */
const RELATIVE_GATE = { integrated: -10, range: -20 };

/** Measures integrated loudness and loudness range of one channel, by ITU-R BS.1770-4 and EBU Tech 3342. */
export class LoudnessMeter {
  private readonly weighting: KWeighting;
  private readonly stepSamples: number;
  /** Mean squares of the steps so far. */
  private steps = new Float64Array(1_024);
  private count = 0;
  private filled = 0;
  private energy = 0;

  constructor(sampleRate: number) {
    this.weighting = new KWeighting(sampleRate);
    this.stepSamples = Math.round(sampleRate / STEPS_PER_SECOND);
  }

  take({ values: samples }: NormalisedSamples): void {
    for (let at = 0; at < samples.length;) {
      const part = samples.subarray(at, at + this.stepSamples - this.filled);
      this.energy += this.weighting.energyOf(part);
      this.filled += part.length;
      at += part.length;
      if (this.filled === this.stepSamples) this.closeStep();
    }
  }

  /** Of what was taken so far, to a hundredth; the last step counts only when it is whole. */
  result(): Omit<Loudness, 'truePeak'> {
    const lufs = gated(this.blocks(MOMENTARY_STEPS), RELATIVE_GATE.integrated).loudness;
    return { lufs: lufs === null ? null : hundredth(lufs), range: hundredth(this.range()) };
  }

  /** Between the 10th and the 95th percentile of the short-term loudness; 0 for what is shorter than 3 s. */
  private range(): number {
    const kept = gated(this.blocks(SHORT_TERM_STEPS), RELATIVE_GATE.range).kept.toSorted();
    const at = (share: number) => kept[Math.round(share * (kept.length - 1))];
    const [low, high] = [at(0.1), at(0.95)];
    return low && high ? lufsOf(high) - lufsOf(low) : 0;
  }

  /** Mean squares of all blocks of so many steps. */
  private blocks(length: number): Float64Array {
    const blocks = new Float64Array(Math.max(0, this.count - length + 1));
    for (let block = 0; block < blocks.length; block++) {
      let sum = 0;
      for (let step = block; step < block + length; step++) sum += this.steps[step] ?? 0;
      blocks[block] = sum / length;
    }
    return blocks;
  }

  private closeStep(): void {
    if (this.count === this.steps.length) {
      const larger = new Float64Array(2 * this.count);
      larger.set(this.steps);
      this.steps = larger;
    }
    this.steps[this.count++] = this.energy / this.stepSamples;
    this.energy = 0;
    this.filled = 0;
  }
}

/** What passes both gates, and the loudness of it; null when nothing does. */
function gated(powers: Float64Array, relative: number): { kept: Float64Array; loudness: number | null } {
  const audible = powers.filter((power) => lufsOf(power) > GATE_LUFS);
  if (audible.length === 0) return { kept: audible, loudness: null };
  const gate = lufsOf(meanOf(audible)) + relative;
  const kept = audible.filter((power) => lufsOf(power) > gate);
  return { kept, loudness: lufsOf(meanOf(kept)) };
}

const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const lufsOf = (power: number) => -0.691 + 10 * Math.log10(power);
const hundredth = (value: number) => Math.round(100 * value) / 100;

// ITU-R BS.1770-4, Annex 2, table of the interpolating filter; phases 2 and 3 are phases 1 and 0 backwards.
const PHASE_0 = [
  0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625, 0.97216796875,
  -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125,
];
const PHASE_1 = [
  -0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625, 0.77978515625,
  -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375,
];
const TAPS = PHASE_0.length;
const PHASES = [PHASE_0, PHASE_1, PHASE_1.toReversed(), PHASE_0.toReversed()].map((taps) => Float64Array.from(taps));

/** No interpolated value exceeds the largest sample around it by more than this: the filter's largest sum of sizes. */
const HIGHEST_RATIO = Math.max(...PHASES.map((taps) => taps.reduce((sum, tap) => sum + Math.abs(tap), 0)));

/** Finds the highest peak between samples, at four times their rate. Works only where one may be higher than known. */
export class TruePeak {
  /** Linear, so far. */
  highest = 0;
  private before = new Float32Array(TAPS - 1);
  private peakBefore = 0;

  /** @param peak the largest absolute value in `samples` */
  take(samples: Float32Array, peak: number): void {
    if (peak > this.highest) this.highest = peak;
    if (Math.max(peak, this.peakBefore) * HIGHEST_RATIO > this.highest) this.interpolate(samples);
    this.remember(samples);
    this.peakBefore = peak;
  }

  private interpolate(samples: Float32Array): void {
    const all = new Float32Array(this.before.length + samples.length);
    all.set(this.before);
    all.set(samples, this.before.length);
    let highest = this.highest;
    for (const taps of PHASES) {
      for (let at = 0; at < samples.length; at++) {
        let value = 0;
        for (let tap = 0; tap < TAPS; tap++) value += (taps[tap] ?? 0) * (all[at + TAPS - 1 - tap] ?? 0);
        const size = value < 0 ? -value : value;
        if (size > highest) highest = size;
      }
    }
    this.highest = highest;
  }

  private remember(samples: Float32Array): void {
    const keep = this.before.length;
    if (samples.length >= keep) this.before.set(samples.subarray(samples.length - keep));
    else {
      this.before.copyWithin(0, samples.length);
      this.before.set(samples, keep - samples.length);
    }
  }
}

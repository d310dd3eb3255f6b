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

// Up to a quarter of the sample rate (11 kHz), no peak lies between two samples that are both below 0.707 of it.
const RELEVANT = 0.7;

/** −140 dBFS: 24 bits cannot tell it from silence. */
const SILENCE = 1e-7;

/** How many samples before a block are needed to interpolate in it. */
export const SAMPLES_BEFORE = TAPS - 1;

/** Finds the highest peak between samples, at four times their rate. Interpolates only where it may be exceeded. */
export class TruePeak {
  /** The highest so far, linear. */
  highest = 0;
  private peakBefore = 0;

  /**
   * @param line the last `SAMPLES_BEFORE` samples of the previous block, then the block
   * @param filled how many samples of the block are valid
   * @param peak the largest absolute value among those
   */
  take(line: Float32Array, filled: number, peak: number): void {
    if (peak > this.highest) this.highest = peak;
    const threshold = Math.max(SILENCE, RELEVANT * this.highest);
    if (Math.max(peak, this.peakBefore) > threshold) this.interpolate(line, filled);
    this.peakBefore = peak;
  }

  private interpolate(line: Float32Array, filled: number): void {
    let highest = this.highest;
    for (let at = TAPS / 2; at < filled + TAPS / 2; at++) {
      const nearest = Math.max(Math.abs(line[at - 1] ?? 0), Math.abs(line[at] ?? 0));
      if (nearest < RELEVANT * highest) continue;
      for (const taps of PHASES) {
        let value = 0;
        for (let tap = 0; tap < TAPS; tap++) value += (taps[tap] ?? 0) * (line[at + TAPS / 2 - 1 - tap] ?? 0);
        highest = Math.max(highest, Math.abs(value));
      }
    }
    this.highest = highest;
  }
}

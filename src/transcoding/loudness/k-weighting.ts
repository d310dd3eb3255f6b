/**
 * The K-weighting filter of ITU-R BS.1770-4, Annex 1, for any sample rate: its analogue prototype (as in libebur128), which
 * gives the coefficients of the standard at 48 kHz. A shelf, then a high-pass.
 */
export class KWeighting {
  private readonly shelf: Biquad;
  private readonly pass: Biquad;
  private u1 = 0;
  private u2 = 0;
  private v1 = 0;
  private v2 = 0;

  constructor(sampleRate: number) {
    this.shelf = shelfAt(sampleRate);
    this.pass = highPassAt(sampleRate);
  }

  /** Goes on where the samples before ended. @returns the sum of squares of the weighted samples */
  energyOf(samples: Float32Array): number {
    const { shelf, pass } = this;
    const { b0, b1, b2, a1, a2 } = shelf;
    const [r1, r2] = [pass.a1, pass.a2];
    let { u1, u2, v1, v2 } = this;
    let sum = 0;
    for (let at = 0; at < samples.length; at++) {
      // The 1e-18 keeps silence from becoming numbers so small that the processor slows down.
      const u = (samples[at] ?? 0) + 1e-18 - a2 * u2 - a1 * u1;
      const shelved = b1 * u1 + b2 * u2 + b0 * u;
      u2 = u1;
      u1 = u;
      const v = shelved - r2 * v2 - r1 * v1;
      const weighted = v - 2 * v1 + v2;
      v2 = v1;
      v1 = v;
      sum += weighted * weighted;
    }
    Object.assign(this, { u1, u2, v1, v2 });
    return sum;
  }
}

interface Biquad {
  b0: number;
  b1: number;
  b2: number;
  a1: number;
  a2: number;
}

function shelfAt(sampleRate: number): Biquad {
  const [frequency, gain, q] = [1681.974450955533, 3.999843853973347, 0.7071752369554196];
  const k = Math.tan((Math.PI * frequency) / sampleRate);
  const high = 10 ** (gain / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return {
    b0: (high + (band * k) / q + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (band * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  };
}

function highPassAt(sampleRate: number): Biquad {
  const [frequency, q] = [38.13547087602444, 0.5003270373238773];
  const k = Math.tan((Math.PI * frequency) / sampleRate);
  const a0 = 1 + k / q + k * k;
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 };
}

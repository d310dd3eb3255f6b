/** What one channel of the source holds, before anything is done to it. */
export interface ChannelFigures {
  /** The largest absolute sample; 1 is full scale. */
  peak: number;
  /** Mean square around its mean: a constant offset is no sound. */
  power: number;
  /** How often several samples in a row were at full scale. */
  clips: number;
}

/** How channels go together; `correlation` is −1 to 1 for each pair. */
export interface ChannelsHeard {
  channels: readonly ChannelFigures[];
  correlation: (one: number, other: number) => number;
}

/** Full scale of 8 bits is 0.992; resampling moves clipped samples a little. */
const FULL_SCALE = 0.985;
const CLIP_SAMPLES = 3;

interface Running {
  peak: number;
  sum: number;
  clips: number;
  atFullScale: number;
}

/** Listens to every channel by itself, and to how each pair goes together. */
export class ChannelMeter {
  private readonly running: Running[];
  /** Sums of products, for each pair of channels. */
  private readonly products: Float64Array;
  private frames = 0;

  constructor(private readonly channels: number) {
    this.running = Array.from({ length: channels }, () => ({ peak: 0, sum: 0, clips: 0, atFullScale: 0 }));
    this.products = new Float64Array(channels * channels);
  }

  /** @param samples whole frames, channels interleaved */
  take(samples: Float32Array): void {
    for (let one = 0; one < this.channels; one++) {
      this.count(samples, one);
      for (let other = one + 1; other < this.channels; other++) this.multiply(samples, one, other);
    }
    this.frames += samples.length / this.channels;
  }

  result(): ChannelsHeard {
    const power = (index: number) => Math.max(0, this.covariance(index, index));
    return {
      channels: this.running.map(({ peak, clips }, index) => ({ peak, clips, power: power(index) })),
      correlation: (one, other) => {
        const scale = Math.sqrt(power(one) * power(other));
        return scale > 0 ? this.covariance(one, other) / scale : 0;
      },
    };
  }

  private count(samples: Float32Array, channel: number): void {
    const running = this.running[channel];
    if (!running) return;
    let { peak, sum, clips, atFullScale } = running;
    let squares = 0;
    for (let at = channel; at < samples.length; at += this.channels) {
      const sample = samples[at] ?? 0;
      const size = sample < 0 ? -sample : sample;
      if (size > peak) peak = size;
      sum += sample;
      squares += sample * sample;
      if (size < FULL_SCALE) atFullScale = 0;
      else if (++atFullScale === CLIP_SAMPLES) clips++;
    }
    Object.assign(running, { peak, sum, clips, atFullScale });
    this.addProduct(channel, channel, squares);
  }

  private multiply(samples: Float32Array, one: number, other: number): void {
    let sum = 0;
    const apart = other - one;
    for (let at = one; at < samples.length; at += this.channels) sum += (samples[at] ?? 0) * (samples[at + apart] ?? 0);
    this.addProduct(one, other, sum);
  }

  private addProduct(one: number, other: number, sum: number): void {
    const place = one * this.channels + other;
    this.products[place] = (this.products[place] ?? 0) + sum;
  }

  private covariance(one: number, other: number): number {
    if (this.frames === 0) return 0;
    const product = this.products[Math.min(one, other) * this.channels + Math.max(one, other)] ?? 0;
    const mean = (index: number) => (this.running[index]?.sum ?? 0) / this.frames;
    return product / this.frames - mean(one) * mean(other);
  }
}

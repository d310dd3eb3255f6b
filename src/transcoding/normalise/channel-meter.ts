/** What one channel of the source holds. */
export interface ChannelFigures {
  /** Mean square. */
  power: number;
  /** Mean square of its loudest half second: somebody may speak only once. */
  loudestPower: number;
  /** How often several samples in a row were at full scale. */
  clips: number;
}

/** How channels go together. */
export interface ChannelsHeard {
  channels: readonly ChannelFigures[];
  /** The share of the time with sound, 0 to 1, in which two channels would cancel each other. */
  cancelled: (one: number, other: number) => number;
}

/** Full scale of 8 bits is 0.992; resampling moves clipped samples a little. */
const FULL_SCALE = 0.985;
const CLIP_SAMPLES = 3;

/** About half a second: what was joined may differ from what comes before it. */
const WINDOW_FRAMES = 22_050;
/** A window below this power has no sound; −90 dBFS. */
const SILENT_POWER = 1e-9;
/**
 * Two channels cancel each other when their mean has less than this share of the power of the louder one: 3 dB less than
 * if the other one were silent.
 */
const CANCELLED_POWER = 0.125;

interface Running {
  clips: number;
  atFullScale: number;
  /** Around the mean of each window. */
  energy: number;
  loudestPower: number;
}

/** Listens to every channel by itself, and to how each pair goes together. */
export class ChannelMeter {
  private readonly running: Running[];
  /** Of the present window: sums of samples, and sums of products for each pair of channels. */
  private readonly sums: Float64Array;
  private readonly products: Float64Array;
  private windowFrames = 0;
  private frames = 0;
  /** Windows with sound, and those in which it is cancelled, for each pair of channels. */
  private readonly sounding: Uint32Array;
  private readonly cancelled: Uint32Array;

  constructor(private readonly channels: number) {
    this.running = Array.from({ length: channels }, () => ({ clips: 0, atFullScale: 0, energy: 0, loudestPower: 0 }));
    this.sums = new Float64Array(channels);
    this.products = new Float64Array(channels * channels);
    this.sounding = new Uint32Array(channels * channels);
    this.cancelled = new Uint32Array(channels * channels);
  }

  /** @param samples whole frames as they are decoded: a filter changes what is at full scale */
  countClips(samples: Float32Array): void {
    for (const [channel, running] of this.running.entries()) {
      let { clips, atFullScale } = running;
      for (let at = channel; at < samples.length; at += this.channels) {
        const sample = samples[at] ?? 0;
        if (sample < FULL_SCALE && sample > -FULL_SCALE) atFullScale = 0;
        else if (++atFullScale === CLIP_SAMPLES) clips++;
      }
      Object.assign(running, { clips, atFullScale });
    }
  }

  /** @param samples whole frames without what nobody will hear, channels interleaved */
  take(samples: Float32Array): void {
    for (let at = 0; at < samples.length;) {
      const room = (WINDOW_FRAMES - this.windowFrames) * this.channels;
      const part = samples.subarray(at, at + room);
      for (let one = 0; one < this.channels; one++) {
        this.count(part, one);
        for (let other = one + 1; other < this.channels; other++) this.multiply(part, one, other);
      }
      this.windowFrames += part.length / this.channels;
      at += part.length;
      if (this.windowFrames === WINDOW_FRAMES) this.closeWindow();
    }
  }

  result(): ChannelsHeard {
    this.closeWindow();
    const { frames } = this;
    return {
      channels: this.running.map(({ clips, energy, loudestPower }) => ({
        clips,
        loudestPower,
        power: frames > 0 ? energy / frames : 0,
      })),
      cancelled: (one, other) => {
        const pair = this.placeOf(one, other);
        const sounding = this.sounding[pair] ?? 0;
        return sounding > 0 ? (this.cancelled[pair] ?? 0) / sounding : 0;
      },
    };
  }

  private count(samples: Float32Array, channel: number): void {
    let [sum, squares] = [0, 0];
    for (let at = channel; at < samples.length; at += this.channels) {
      const sample = samples[at] ?? 0;
      sum += sample;
      squares += sample * sample;
    }
    this.sums[channel] = (this.sums[channel] ?? 0) + sum;
    this.addProduct(channel, channel, squares);
  }

  private multiply(samples: Float32Array, one: number, other: number): void {
    let sum = 0;
    const apart = other - one;
    for (let at = one; at < samples.length; at += this.channels) sum += (samples[at] ?? 0) * (samples[at + apart] ?? 0);
    this.addProduct(one, other, sum);
  }

  private addProduct(one: number, other: number, sum: number): void {
    const place = this.placeOf(one, other);
    this.products[place] = (this.products[place] ?? 0) + sum;
  }

  private closeWindow(): void {
    if (this.windowFrames === 0) return;
    const powers = this.running.map((running, channel) => {
      const power = Math.max(0, this.covariance(channel, channel));
      running.energy += power * this.windowFrames;
      running.loudestPower = Math.max(running.loudestPower, power);
      return power;
    });
    for (const [one, power] of powers.entries()) {
      for (let other = one + 1; other < this.channels; other++) this.compare(one, other, power, powers[other] ?? 0);
    }
    this.frames += this.windowFrames;
    this.windowFrames = 0;
    this.sums.fill(0);
    this.products.fill(0);
  }

  private compare(one: number, other: number, power: number, otherPower: number): void {
    const louder = Math.max(power, otherPower);
    if (louder < SILENT_POWER) return;
    const pair = this.placeOf(one, other);
    const mixed = (power + otherPower + 2 * this.covariance(one, other)) / 4;
    this.sounding[pair] = (this.sounding[pair] ?? 0) + 1;
    if (mixed < CANCELLED_POWER * louder) this.cancelled[pair] = (this.cancelled[pair] ?? 0) + 1;
  }

  /** In the present window. */
  private covariance(one: number, other: number): number {
    const mean = (channel: number) => (this.sums[channel] ?? 0) / this.windowFrames;
    return (this.products[this.placeOf(one, other)] ?? 0) / this.windowFrames - mean(one) * mean(other);
  }

  private placeOf(one: number, other: number): number {
    return Math.min(one, other) * this.channels + Math.max(one, other);
  }
}

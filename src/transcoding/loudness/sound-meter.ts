import { type Envelope, EnvelopeMeter } from './envelope.js';
import { HighPass } from './high-pass.js';

/** Figures of one channel of the source, unprocessed. */
export interface ChannelFigures {
  /** The largest absolute sample; 1 is full scale. */
  peak: number;
  /** Mean square. */
  power: number;
  /** How often three samples in a row were at full scale. */
  clips: number;
}

export interface Sound {
  /** Of the mono mix, as it will be heard. */
  envelope: Envelope;
  channels: ChannelFigures[];
  /** Mean square of half the difference between two channels; 0 for mono. */
  sidePower: number;
}

export interface SoundForm {
  sampleRate: number;
  /** One or two. */
  channels: number;
  /** In Hz; null for no filter. */
  highPass: number | null;
}

/** Full scale of 8 bits is 0.992, and resampling changes clipped samples a little. */
const FULL_SCALE = 0.985;
const CLIP_SAMPLES = 3;

interface Running {
  peak: number;
  sum: number;
  clips: number;
  atFullScale: number;
}

/** Takes samples from ffmpeg, channels interleaved, in pieces of any size, and keeps only figures. */
export class SoundMeter {
  private readonly envelope: EnvelopeMeter;
  private readonly highPass: HighPass | undefined;
  private readonly running: Running[];
  /** Reused for each piece. */
  private mono = new Float32Array(0);
  private rest = Buffer.alloc(0);
  private frames = 0;
  private side = 0;

  constructor(private readonly form: SoundForm) {
    this.envelope = new EnvelopeMeter(form.sampleRate);
    this.highPass = form.highPass === null ? undefined : new HighPass(form.highPass, form.sampleRate);
    this.running = Array.from({ length: form.channels }, () => ({ peak: 0, sum: 0, clips: 0, atFullScale: 0 }));
  }

  /** @param piece 32-bit floats, little endian; it may end inside a sample */
  take(piece: Buffer): void {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, piece]) : piece;
    const whole = bytes.length - (bytes.length % (4 * this.form.channels));
    const samples = floatsOf(bytes, whole);
    this.rest = Buffer.from(bytes.subarray(whole));
    this.running.forEach((channel, index) => this.count(samples, channel, index));
    this.frames += samples.length / this.form.channels;
    const mono = this.form.channels === 1 ? samples : this.mixDown(samples);
    this.highPass?.apply(mono);
    this.envelope.take(mono);
  }

  result(): Sound {
    const perFrame = (sum: number) => (this.frames > 0 ? sum / this.frames : 0);
    const channels = this.running.map(({ peak, sum, clips }) => ({ peak, power: perFrame(sum), clips }));
    return { envelope: this.envelope.result(), channels, sidePower: perFrame(this.side) };
  }

  private count(samples: Float32Array, channel: Running, first: number): void {
    let { peak, sum, clips, atFullScale } = channel;
    for (let at = first; at < samples.length; at += this.form.channels) {
      const sample = samples[at] ?? 0;
      const size = sample < 0 ? -sample : sample;
      if (size > peak) peak = size;
      sum += sample * sample;
      if (size < FULL_SCALE) atFullScale = 0;
      else if (++atFullScale === CLIP_SAMPLES) clips++;
    }
    Object.assign(channel, { peak, sum, clips, atFullScale });
  }

  private mixDown(samples: Float32Array): Float32Array {
    if (this.mono.length < samples.length / 2) this.mono = new Float32Array(samples.length / 2);
    const mono = this.mono.subarray(0, samples.length / 2);
    let side = 0;
    for (let at = 0; at < mono.length; at++) {
      const left = samples[2 * at] ?? 0;
      const right = samples[2 * at + 1] ?? 0;
      mono[at] = (left + right) / 2;
      side += (left - right) * (left - right);
    }
    this.side += side / 4;
    return mono;
  }
}

/** A view of the samples where their alignment allows it, otherwise a copy. */
function floatsOf(bytes: Buffer, length: number): Float32Array {
  if (bytes.byteOffset % 4 === 0) return new Float32Array(bytes.buffer, bytes.byteOffset, length / 4);
  return new Float32Array(new Uint8Array(bytes.subarray(0, length)).buffer);
}

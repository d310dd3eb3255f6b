import { setImmediate as turn } from 'node:timers/promises';
import { FfmpegEnded } from '../ffmpeg/ffmpeg-faults.js';
import type { SoundForm } from './float-wav.js';
import type { Decoded, FrameSink } from './frames.js';

type Open = (form: SoundForm) => FrameSink;

interface ReplayOptions {
  signal: AbortSignal;
  /** Receives how many seconds are passed on. */
  onProgress?: (seconds: number) => void;
}

/** Samples of all channels together: two minutes of one channel, in 20 MiB. */
const MOST_SAMPLES = 5_242_880;

/**
 * The frames of short audio, kept while it is transcoded: it is needed several times, and to start ffmpeg takes longer than
 * to decode it. Nothing is kept of audio that is longer.
 */
export class KeptFrames {
  private readonly pieces: Float32Array[] = [];
  private form: SoundForm | undefined;
  private samples = 0;
  private decoded: Decoded | undefined;

  constructor(private readonly mostSamples = MOST_SAMPLES) {}

  /** Whether all frames are here. */
  get isWhole(): boolean {
    return this.decoded !== undefined;
  }

  /** What `open` returns, except that the frames are kept too. */
  keeping(open: Open): Open {
    return (form) => {
      this.form = form;
      const sink = open(form);
      return (frames) => {
        this.keep(frames);
        return sink(frames);
      };
    };
  }

  /** To be called at the end of the audio. */
  end(decoded: Decoded): void {
    if (this.samples <= this.mostSamples) this.decoded = decoded;
  }

  /** Passes all frames on, as decoding did. @throws FfmpegEnded when `signal` ended it, as decoding does */
  async replay({ signal, onProgress }: ReplayOptions, open: Open): Promise<Decoded> {
    const { form, decoded } = this;
    if (!decoded) throw new TypeError('not all frames are kept');
    const sink = form && open(form);
    let done = 0;
    for (const piece of this.pieces) {
      if (signal.aborted) throw new FfmpegEnded('ended while kept frames were read');
      // Who receives frames may change them.
      await sink?.(piece.slice());
      done += form ? piece.length / form.channels / form.sampleRate : 0;
      onProgress?.(done);
      // The service answers meanwhile.
      await turn();
    }
    return decoded;
  }

  private keep(frames: Float32Array): void {
    this.samples += frames.length;
    if (this.samples <= this.mostSamples) this.pieces.push(frames.slice());
    else this.pieces.length = 0;
  }
}

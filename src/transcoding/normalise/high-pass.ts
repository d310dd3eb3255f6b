/** What the filter remembers of one channel: its last two samples, and what came out for them. */
interface State {
  channel: number;
  x1: number;
  x2: number;
  y1: number;
  y2: number;
}

interface Coefficients {
  b: number;
  a1: number;
  a2: number;
}

/** A second-order Butterworth high-pass (R. Bristow-Johnson's cookbook, Q = 0.707). */
function butterworth(frequency: number, sampleRate: number): Coefficients {
  const w = (2 * Math.PI * frequency) / sampleRate;
  const alpha = Math.sin(w) / (2 * 0.707);
  const a0 = 1 + alpha;
  return { b: (1 + Math.cos(w)) / 2 / a0, a1: (-2 * Math.cos(w)) / a0, a2: (1 - alpha) / a0 };
}

/**
 * Filters every channel by itself. It begins as if the first sample had always been there, so that sound with an offset
 * does not begin with a click.
 */
export class HighPass {
  private readonly coefficients: Coefficients;
  private states: State[] = [];

  /** @param frequency in Hz */
  constructor(
    frequency: number,
    sampleRate: number,
    private readonly channels: number,
  ) {
    this.coefficients = butterworth(frequency, sampleRate);
  }

  /** Filters whole frames with interleaved channels in place; goes on where the frames before ended. */
  apply(frames: Float32Array): void {
    const { channels, coefficients } = this;
    if (this.states.length === 0 && frames.length > 0) this.states = stillAt(frames.subarray(0, channels));
    for (let first = 0; first < this.states.length; first += 2) {
      const [one, other] = this.states.slice(first, first + 2);
      if (one && other) filterTwo(frames, channels, coefficients, one, other);
      else if (one) filterOne(frames, channels, coefficients, one);
    }
  }
}

const stillAt = (frame: Float32Array): State[] =>
  Array.from(frame, (sample, channel) => ({ channel, x1: sample, x2: sample, y1: 0, y2: 0 }));

// The 1e-20 keeps silence from becoming numbers so small that the processor slows down.
// The newest value comes last: the next sample can be prepared while it is computed.

function filterOne(frames: Float32Array, step: number, { b, a1, a2 }: Coefficients, state: State): void {
  let { x1, x2, y1, y2 } = state;
  for (let at = state.channel; at < frames.length; at += step) {
    const x = frames[at] ?? 0;
    const y = b * (x - 2 * x1 + x2) + 1e-20 - a2 * y2 - a1 * y1;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    frames[at] = y;
  }
  Object.assign(state, { x1, x2, y1, y2 });
}

/** As `filterOne` for two neighbouring channels: each is computed while the other one waits for its last value. */
function filterTwo(frames: Float32Array, step: number, { b, a1, a2 }: Coefficients, one: State, other: State): void {
  let { x1, x2, y1, y2 } = one;
  let { x1: u1, x2: u2, y1: v1, y2: v2 } = other;
  for (let at = one.channel; at + 1 < frames.length; at += step) {
    const x = frames[at] ?? 0;
    const u = frames[at + 1] ?? 0;
    const y = b * (x - 2 * x1 + x2) + 1e-20 - a2 * y2 - a1 * y1;
    const v = b * (u - 2 * u1 + u2) + 1e-20 - a2 * v2 - a1 * v1;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    u2 = u1;
    u1 = u;
    v2 = v1;
    v1 = v;
    frames[at] = y;
    frames[at + 1] = v;
  }
  Object.assign(one, { x1, x2, y1, y2 });
  Object.assign(other, { x1: u1, x2: u2, y1: v1, y2: v2 });
}

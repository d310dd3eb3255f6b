/**
 * A second-order Butterworth high-pass (R. Bristow-Johnson's cookbook, Q = 0.707). It begins as if the first sample had
 * always been there, so that sound with an offset does not begin with a click.
 */
export class HighPass {
  private readonly b: number;
  private readonly a1: number;
  private readonly a2: number;
  private x1 = 0;
  private x2 = 0;
  private y1 = 0;
  private y2 = 0;
  private hasBegun = false;

  constructor(frequency: number, sampleRate: number) {
    const w = (2 * Math.PI * frequency) / sampleRate;
    const alpha = Math.sin(w) / (2 * 0.707);
    const a0 = 1 + alpha;
    this.b = (1 + Math.cos(w)) / 2 / a0;
    this.a1 = (-2 * Math.cos(w)) / a0;
    this.a2 = (1 - alpha) / a0;
  }

  /**
   * Filters one channel of interleaved `frames` in place; goes on where the frames before ended.
   * @param channel from 0
   */
  apply(frames: Float32Array, channel: number, channels: number): void {
    if (!this.hasBegun && frames.length > 0) this.begin(frames[channel] ?? 0);
    const { b, a1, a2 } = this;
    let { x1, x2, y1, y2 } = this;
    for (let at = channel; at < frames.length; at += channels) {
      const x = frames[at] ?? 0;
      // The 1e-20 keeps silence from becoming numbers so small that the processor slows down.
      // The newest value comes last: the next sample can be prepared while it is computed.
      const y = b * (x - 2 * x1 + x2) + 1e-20 - a2 * y2 - a1 * y1;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      frames[at] = y;
    }
    Object.assign(this, { x1, x2, y1, y2 });
  }

  private begin(sample: number): void {
    this.hasBegun = true;
    this.x1 = sample;
    this.x2 = sample;
  }
}

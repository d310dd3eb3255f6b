import type { DecodeReport } from './timestamps.js';

/**
 * Receives whole frames with interleaved channels, valid until it returns; it may change them in place. Decoding waits for
 * the promise, if it returns one.
 */
export type FrameSink = (frames: Float32Array) => void | Promise<void>;

export interface Decoded extends DecodeReport {
  /** Counted in samples. */
  seconds: number;
}

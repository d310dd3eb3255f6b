import { factorOf } from '../loudness/gain.js';
import { LIMITER } from '../loudness/limiter.js';

/** The rate at which everything is measured and limited, in samples per second. */
export const WORKING_RATE = 44_100;

/** What is left of the sound for a horn: it cannot sound lower, and only wastes the amplifier's power trying. */
export interface Band {
  /** Lowest frequency in Hz. */
  lowest: number;
}

/** One channel, band limited: what will be heard. Loudness is measured on it, and renditions are made of it. */
export function heardFilters(channels: number, { lowest }: Band): string[] {
  return [...monoFilters(channels), `aresample=${WORKING_RATE}`, `highpass=f=${lowest}`];
}

/**
 * One linear gain, then the limiter.
 * @param gain in dB
 * @param ceiling of samples in dBFS; low enough that what encoders add stays below the highest true peak
 */
export function levelFilters(gain: number, ceiling: number): string[] {
  const { attack, release } = LIMITER;
  return [
    `volume=${gain.toFixed(3)}dB:precision=float`,
    `alimiter=limit=${factorOf(ceiling).toFixed(6)}:attack=${attack}:release=${release}:level=0`,
  ];
}

/** Many channels to one. As floats: ffmpeg mixes whole numbers otherwise, more than 10 dB lower, lest they pass full scale. */
export const MIXED_DOWN = 'aformat=sample_fmts=fltp:channel_layouts=mono';

function monoFilters(channels: number): string[] {
  if (channels === 1) return [];
  return channels === 2 ? ['pan=mono|c0=0.5*c0+0.5*c1'] : [MIXED_DOWN];
}

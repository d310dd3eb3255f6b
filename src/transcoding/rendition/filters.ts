import { factorOf, type Target } from '../loudness/gain.js';

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

/** One linear gain, then the limiter that keeps peaks between samples below the ceiling too. */
export function levelFilters(gain: number, { truePeak }: Target): string[] {
  const limit = factorOf(truePeak).toFixed(6);
  return [
    `volume=${gain.toFixed(3)}dB:precision=float`,
    // Peaks between samples show up as samples at four times the rate.
    `aresample=${4 * WORKING_RATE}`,
    `alimiter=limit=${limit}:attack=5:release=50:level=0`,
    `aresample=${WORKING_RATE}`,
  ];
}

function monoFilters(channels: number): string[] {
  if (channels === 1) return [];
  return channels === 2 ? ['pan=mono|c0=0.5*c0+0.5*c1'] : ['aformat=channel_layouts=mono'];
}

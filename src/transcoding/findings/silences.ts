import type { Envelope } from '../loudness/envelope.js';

/** A silence within audio, in seconds. */
export interface Silence {
  from: number;
  seconds: number;
}

/** A pause that is this far below the loudness of the whole is silence; breathing and room noise are louder. */
const BELOW_LU = 30;
/** The threshold when there is no loudness to compare with, in dBFS. */
const SILENCE_DBFS = -60;

/**
 * Every silence of at least `least` seconds, in order.
 * @param lufs of the whole audio; null when it has none
 */
export function silencesIn({ peaks, rate }: Envelope, lufs: number | null, least: number): Silence[] {
  const threshold = 10 ** ((lufs === null ? SILENCE_DBFS : lufs - BELOW_LU) / 20);
  const silences: Silence[] = [];
  let from = 0;
  for (let block = 0; block <= peaks.length; block++) {
    if (block < peaks.length && (peaks[block] ?? 0) < threshold) continue;
    const seconds = (block - from) / rate;
    if (seconds >= least) silences.push({ from: from / rate, seconds });
    from = block + 1;
  }
  return silences;
}

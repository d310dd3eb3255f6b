import type { Finding } from '../findings/findings.js';
import type { NewTrim } from './trim.schemas.js';

/** Silence that is kept on each side, in seconds: speech without any sounds cut off. */
const BREATH = 0.3;
/** The shortest result, in seconds. */
const LEAST = 0.5;

/** Where the audio begins and ends after the trim, in seconds from its present start. */
export interface Bounds {
  fromSeconds: number;
  untilSeconds: number;
}

/**
 * The bounds of a trim: as requested, and by the silences at the ends for a side that was not named.
 * @param seconds length of the audio
 * @returns 'nothing' when nothing would be cut, 'too-little' when less than half a second would be left
 */
export function trimBounds(
  { fromSeconds, untilSeconds }: NewTrim,
  findings: readonly Finding[],
  seconds: number,
): Bounds | 'nothing' | 'too-little' {
  const silence = (code: 'silence-at-start' | 'silence-at-end') => {
    const found = findings.find((finding) => finding.code === code);
    return found && 'seconds' in found ? Math.max(0, found.seconds - BREATH) : 0;
  };
  const from = fromSeconds ?? silence('silence-at-start');
  const until = Math.min(seconds, untilSeconds ?? seconds - silence('silence-at-end'));
  const bounds = { fromSeconds: milliseconds(from), untilSeconds: milliseconds(until) };
  // A cut of less than a millisecond is none.
  if (bounds.fromSeconds <= 0 && bounds.untilSeconds >= milliseconds(seconds)) return 'nothing';
  return until - from < LEAST ? 'too-little' : bounds;
}

const milliseconds = (seconds: number) => Math.round(1_000 * seconds) / 1_000;

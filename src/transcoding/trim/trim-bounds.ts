import type { Finding } from '../findings/findings.js';
import type { NewTrim } from './trim.schemas.js';

/** Silence that is left on each side, in seconds: speech that begins at once sounds cut off. */
const BREATH = 0.3;
/** The least that must be left, in seconds. */
const LEAST = 0.5;

/** Where audio is to begin and to end, in seconds of it. */
export interface Bounds {
  fromSeconds: number;
  untilSeconds: number;
}

/**
 * What is left of audio when it is trimmed as asked for, and by its silences where nothing was.
 * @param seconds its length
 * @returns 'nothing' when it would stay as it is, 'too-little' when less than half a second of it were left
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
  if (from <= 0 && until >= seconds) return 'nothing';
  if (until - from < LEAST) return 'too-little';
  return { fromSeconds: milliseconds(from), untilSeconds: milliseconds(until) };
}

const milliseconds = (seconds: number) => Math.round(1_000 * seconds) / 1_000;

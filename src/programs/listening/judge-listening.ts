import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';

/** A third of the audio. */
export const ListeningPart = codes('ListeningPart', {
  beginning: { vi: 'đầu', en: 'beginning' },
  middle: { vi: 'giữa', en: 'middle' },
  end: { vi: 'cuối', en: 'end' },
});
export type ListeningPart = z.infer<typeof ListeningPart>;

/** What was played, in seconds from the start of the audio; `until` is not included. */
export interface Stretch {
  from: number;
  until: number;
}

/** The settings by which it is judged, in seconds. */
export interface ListeningRules {
  /** As much of each third must be played. */
  part: number;
  /** Shorter audio must be played whole. */
  whole: number;
}

/** A third of the audio, and how much of it was played. */
export interface HeardPart extends Stretch {
  part: ListeningPart;
  heardSeconds: number;
  neededSeconds: number;
}

/** Whether somebody has played enough of an audio to decide about it. */
export interface Listening {
  /** In order, without overlaps. */
  heard: readonly Stretch[];
  parts: HeardPart[];
  /** Parts of which too little was played. */
  left: ListeningPart[];
}

/** Players report where they are a few times a second, and the audio may be a little shorter than it is said to be. */
const INEXACT_SECONDS = 1;
const INEXACT_SHARE = 0.1;

/**
 * Judges what somebody played of audio: enough is some of its beginning, of its middle and of its end, or all of what is short.
 * @param heard in order, without overlaps @param seconds the length of the audio
 */
export function judgeListening(heard: readonly Stretch[], seconds: number, rules: ListeningRules): Listening {
  const length = seconds / ListeningPart.options.length;
  const allOfIt = length - Math.min(INEXACT_SECONDS, length * INEXACT_SHARE);
  const needed = seconds < rules.whole ? allOfIt : Math.min(rules.part, allOfIt);
  const parts = ListeningPart.options.map((part, index) => {
    const third = { from: index * length, until: (index + 1) * length };
    const heardSeconds = heard.reduce((sum, stretch) => sum + sharedSeconds(stretch, third), 0);
    return { part, ...third, heardSeconds, neededSeconds: needed };
  });
  const left = parts.filter(({ heardSeconds, neededSeconds }) => heardSeconds < neededSeconds);
  return { heard, parts, left: left.map(({ part }) => part) };
}

const sharedSeconds = (one: Stretch, other: Stretch): number =>
  Math.max(0, Math.min(one.until, other.until) - Math.max(one.from, other.from));

import type { Listening } from './queries.ts';

type Stretch = Listening['heard'][number];
export type HeardPart = Listening['parts'][number];

/** The parts with what was played since the service was told, so that the bars follow the sound. */
export function withPlayed({ heard, parts }: Listening, played: readonly Stretch[]): HeardPart[] {
  const all = merged([...heard, ...played]);
  return parts.map((part) => {
    const seconds = all.reduce((sum, stretch) => sum + shared(stretch, part), 0);
    return { ...part, heardSeconds: Math.max(part.heardSeconds, seconds) };
  });
}

export const isHeard = ({ heardSeconds, neededSeconds }: HeardPart): boolean => heardSeconds >= neededSeconds;

/** What an audio element says it has played. */
export const playedOf = ({ played }: HTMLAudioElement): Stretch[] =>
  Array.from({ length: played.length }, (_, index) => ({ from: played.start(index), until: played.end(index) }));

/** In order, without overlaps. */
function merged(stretches: readonly Stretch[]): Stretch[] {
  const made: Stretch[] = [];
  for (const { from, until } of stretches.toSorted((one, other) => one.from - other.from)) {
    const last = made.at(-1);
    if (last && from <= last.until) last.until = Math.max(last.until, until);
    else made.push({ from, until });
  }
  return made;
}

const shared = (one: Stretch, other: Stretch): number =>
  Math.max(0, Math.min(one.until, other.until) - Math.max(one.from, other.from));

import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { AiringClash } from '../broadcasts/airing.js';
import { localTime } from '../recurrence/wall-time.js';
import { AirtimeClash, type NamedClash } from '../scheduling.problems.js';
import type { ClashesFound } from './clashes-found.js';
import type { ClashSide } from './clashes.schemas.js';
import { type Asked, findWaysOut, type Pair, pairKey } from './find-ways-out.js';
import { type KnownClash, knownClashes } from './known-clashes.queries.js';
import type { ProposedWayOut } from './ways-out.js';

const MINUTE_MS = 60_000;
/** Stations that ways out may name at each clash; longer ones are at the first clash of two entries only. */
const MOST_NAMED = 50;

/** Shows clashes with names, as far as somebody may know them, and what can be done about them. */
@Injectable()
export class ClashViews {
  constructor(private readonly config: Config) {}

  /**
   * The problem to answer with; it names the first CLASHES_SHOWN clashes.
   * @param work in which the entries are stored as they are wanted; it is rolled back afterwards
   */
  async problemOf(work: Work, { clashes, total }: ClashesFound, asked: Asked): Promise<AirtimeClash> {
    const first = clashes
      .toSorted((one, other) => one.wanted.startsAt.getTime() - other.wanted.startsAt.getTime())
      .slice(0, this.config.settings.CLASHES_SHOWN);
    const known = await knownClashes(work, first, asked.by.reach('schedule:read'));
    const seen = first.flatMap((clash, index) => (known[index]?.isSeen ? [{ clash, known: known[index] }] : []));
    const pairs = new Map(seen.map(({ clash }) => [pairKey(pairOf(clash)), pairOf(clash)]));
    const ways = await findWaysOut(work, [...pairs.values()], asked);
    const shown = new Set<string>();
    const named = seen.map(({ clash, known: names }) => {
      const key = pairKey(pairOf(clash));
      const found = ways.get(key) ?? [];
      const isShown = !shown.has(key) || !isLong(found);
      shown.add(key);
      return nameClash(clash, names, isShown ? found : []);
    });
    const problem = new AirtimeClash(named, { total, unseen: first.length - seen.length });
    return Object.assign(problem, { operation: asked.indexOf.get(first[0]?.wanted.entryId ?? '') });
  }
}

const pairOf = ({ wanted, planned }: AiringClash): Pair => ({ wanted: wanted.entryId, other: planned.entryId });

const isLong = (ways: readonly ProposedWayOut[]): boolean =>
  ways.some(({ operations }) =>
    operations.some((one) => one.op === 'place' && one.entry.stationIds.length > MOST_NAMED),
  );

function nameClash({ wanted, planned }: AiringClash, known: KnownClash, ways: ProposedWayOut[]): NamedClash {
  const overlap =
    Math.min(wanted.endsAt.getTime(), planned.endsAt.getTime()) -
    Math.max(wanted.startsAt.getTime(), planned.startsAt.getTime());
  const { entryId, broadcastId, programId } = planned;
  const other = { entryId, broadcastId, programId, title: known.otherTitle };
  const mine = { entryId: null, broadcastId: null, programId: wanted.programId, title: known.title };
  return {
    stationId: wanted.stationId,
    stationName: known.stationName,
    localTime: localTime(wanted.startsAt, wanted.timeZone),
    minutes: Math.ceil(overlap / MINUTE_MS),
    wanted: { ...mine, ...timesOf(wanted) },
    planned: { ...(known.seesOther ? other : UNKNOWN), ...timesOf(planned) },
    ways,
  };
}

const UNKNOWN = { entryId: null, broadcastId: null, programId: null, title: null };

const timesOf = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): Pick<ClashSide, 'startsAt' | 'endsAt'> => ({
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
});

import type { Actor } from '../../identity/actor.js';
import type { Owner } from '../../identity/owner.js';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { Operation } from '../operations/operations.schemas.js';
import { SECONDS_A_DAY } from '../recurrence/air-day.js';
import type { Definition } from '../terms/definition.js';
import { definitionsWhere, findDefinition } from '../terms/definitions.queries.js';
import { type MeetingRow, meetingsOf, stationCounts, takenClocks } from './clash-facts.queries.js';
import type { ClockRange } from './free-clocks.js';
import type { Meeting, Party, Reader } from './meeting.js';
import { judgedDays, type MetTimes, metTimes } from './met-times.js';
import { type JudgedStations, openClocks } from './open-clocks.js';
import { type ProposedWayOut, waysOut } from './ways-out.js';

/** What was asked for when entries clashed. */
export interface Asked {
  by: Actor;
  operations: readonly Operation[];
  /** Which of the operations was about an entry. */
  indexOf: ReadonlyMap<string, number>;
  /** The stations of an entry, with their rules. */
  judgedAt(entryId: string): readonly JudgedStations[];
}

/** Two entries that clash, by id. */
export interface Pair {
  wanted: string;
  other: string;
}

/** For so many entries at most; people solve one after the other. */
const MOST_WANTED = 3;
/** Operations name no more entries, nor stations, than these. */
const MOST_OTHERS = 10;
const MOST_STATIONS = 200;
/** The airtime of every entry is computed at least so far ahead, see `LEAST_AIRTIME_DAYS`. */
const KNOWN_DAYS = 360;
const ALL_DAY: ClockRange = { from: 0, until: SECONDS_A_DAY };

export const pairKey = ({ wanted, other }: Pair): string => `${wanted} ${other}`;

/**
 * What can be done about clashes of the first entries. The caller has stored the entries as they are wanted, with their
 * airtime, and rolls that back afterwards.
 */
export async function findWaysOut(
  work: Work,
  pairs: readonly Pair[],
  asked: Asked,
): Promise<ReadonlyMap<string, ProposedWayOut[]>> {
  const ways = new Map<string, ProposedWayOut[]>();
  for (const id of [...new Set(pairs.map(({ wanted }) => wanted))].slice(0, MOST_WANTED)) {
    const meetings = await meetingsWith(work, id, asked);
    const reader = await readerOf(work, meetings, asked);
    for (const meeting of meetings) {
      const also = meetings.filter((one) => one !== meeting);
      ways.set(pairKey({ wanted: id, other: meeting.other.definition.entry.id }), waysOut(meeting, also, reader));
    }
  }
  return ways;
}

/** All that a wanted entry meets; nothing when that is too much to solve. */
async function meetingsWith(work: Work, id: string, asked: Asked): Promise<Meeting[]> {
  const wanted = await findDefinition(work, id);
  // It is as new as the operation that made it.
  const isNew = asked.operations[asked.indexOf.get(id) ?? -1]?.op === 'place';
  const rows = wanted ? await meetingsOf(work, { ...wanted, isNew }, MOST_STATIONS) : [];
  const others = [...new Set(rows.map(({ otherEntryId }) => otherEntryId))];
  if (!wanted || others.length > MOST_OTHERS) return [];
  const definitions = await definitionsWhere(work, 'WHERE e.id = ANY ($1::uuid[])', [others]);
  const counts = await stationCounts(work, [id, ...others]);
  const meetings: Meeting[] = [];
  for (const other of definitions) {
    const met = rows.filter(({ otherEntryId }) => otherEntryId === other.entry.id);
    const stations = { wanted: counts.get(id) ?? 0, other: counts.get(other.entry.id) ?? 0 };
    const meeting = await meetingOf(work, { rows: met, wanted, other, stations }, asked);
    if (meeting) meetings.push(meeting);
  }
  return meetings;
}

/** Nothing that is asked for is taken away again by a way out. */
async function readerOf(work: Work, meetings: readonly Meeting[], { by, indexOf }: Asked): Promise<Reader> {
  const stationIds = meetings.flatMap(({ other }) => other.definition.entry.stationId ?? []);
  const reached = await by.reached('schedule:write', stationIds, work);
  const mayAt = ({ kind, id }: Owner) => (kind === 'centre' ? by.mayAtCentre('schedule:write', id) : reached.has(id));
  return { maySchedule: (entry) => !indexOf.has(entry.id) && mayAt(entry.owner()) };
}

interface MetEntries {
  rows: readonly MeetingRow[];
  wanted: Definition;
  other: Definition;
  stations: { wanted: number; other: number };
}

async function meetingOf(work: Work, met: MetEntries, asked: Asked): Promise<Meeting | undefined> {
  const index = asked.indexOf.get(met.wanted.entry.id);
  const times = metTimes(met.rows, met, work.now);
  if (index === undefined || !times) return undefined;
  const { row } = times.first;
  const stationIds = [...new Set(met.rows.flatMap((one) => one.stationIds))];
  const party = (which: 'wanted' | 'other'): Party => ({
    definition: met[which],
    stations: met.stations[which],
    occurrences: times[which],
  });
  return {
    operations: asked.operations,
    index,
    wanted: party('wanted'),
    other: party('other'),
    stationIds,
    met: times.met.every((one) => one.stationIds !== null) || isAtAll(met) ? times.met : [],
    isWhole: stationIds.length <= MOST_STATIONS && met.rows.every((one) => !one.hasMore),
    clock: row.clock,
    seconds: row.seconds,
    otherEnds: row.otherClock + row.otherSeconds,
    free: await freeAround(work, met.wanted, times, asked),
    today: times.today,
    knownUntil: addDays(localDay(work.now, 'UTC'), KNOWN_DAYS),
  };
}

/** Whether too many stations to name are all at which the other one airs. */
const isAtAll = ({ rows, stations }: MetEntries): boolean =>
  rows.every((one) => !one.hasMore || one.stations >= stations.other);

async function freeAround(
  work: Work,
  wanted: Definition,
  { first, today }: MetTimes,
  asked: Asked,
): Promise<Meeting['free']> {
  const { row, airDay, day, time } = first;
  const judged = asked.judgedAt(wanted.entry.id);
  const within = { clock: row.clock, within: ALL_DAY };
  const free = async (on: string | null, days: readonly string[]) =>
    openClocks(
      judged,
      { days, time, seconds: row.seconds },
      await takenClocks(work, wanted.entry.id, { ...within, airDay: on }),
    );
  return { always: await free(null, judgedDays(wanted, today, time)), thatDay: await free(airDay, [day]) };
}

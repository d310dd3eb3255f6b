import type { Schemas } from '../../../api/client.ts';
import { Problem } from '../../../api/problem.ts';
import { clockOf } from '../clocks.ts';
import type { Operation } from '../queries.ts';

type ClashProblem = Schemas['AirtimeClashProblem'];
export type Clash = ClashProblem['clashes'][number];
type WayOut = Clash['waysOut'][number];

interface Clashes {
  clashes: readonly Clash[];
  /** Each solves all of them. */
  waysOut: readonly WayOut[];
  total: number;
  /** At stations that one may not see. */
  unseen: number;
  stations: readonly string[];
}

export const isClash = (error: unknown): error is Problem => error instanceof Problem && error.code === 'airtime-clash';

/** What a refusal says about clashes. */
export function clashesOf({ document }: Problem): Clashes {
  const { clashes = [], total = 0, unseen = 0 } = document as unknown as Partial<ClashProblem>;
  const waysOut = clashes.find((clash) => clash.waysOut.length > 0)?.waysOut ?? [];
  return { clashes, waysOut, total, unseen, stations: [...new Set(clashes.map(({ stationName }) => stationName))] };
}

/** One side by the clock of the station. */
export interface Side {
  title: string | null;
  from: number;
  until: number;
}

/** Both items in seconds since 00:00 of the day on which the wanted one begins. */
export function sidesOf({ localTime, wanted, planned }: Clash): { wanted: Side; planned: Side } {
  const zero = Date.parse(wanted.startsAt) / 1_000 - clockOf(localTime.slice(11));
  const side = ({ title, startsAt, endsAt }: Clash['wanted']): Side => ({
    title,
    from: Date.parse(startsAt) / 1_000 - zero,
    until: Date.parse(endsAt) / 1_000 - zero,
  });
  return { wanted: side(wanted), planned: side(planned) };
}

/** The new time that a way out gives to what is wanted at `clash`: the nearest of its times; undefined when it keeps its own. */
export function newTimeOf({ operations }: WayOut, { localTime }: Clash): string | undefined {
  const wanted = clockOf(localTime.slice(11));
  const times = operationsOf(operations).flatMap((operation) => {
    if (operation.op === 'place') return operation.entry.times;
    if (operation.op === 'change') return operation.changes.times ?? [];
    return operation.op === 'except' ? (operation.exception.toTime ?? []) : [];
  });
  const distance = (time: string) => Math.abs(clockOf(time) - wanted);
  return times.toSorted((one, other) => distance(one) - distance(other))[0];
}

/** They are sent as they came. */
export const operationsOf = (operations: WayOut['operations']): Operation[] => operations as unknown as Operation[];

/** Both with some room around them. */
export function shownSpan(sides: readonly Side[]): { from: number; until: number } {
  const from = Math.min(...sides.map((side) => side.from));
  const until = Math.max(...sides.map((side) => side.until));
  const room = Math.max(10, (until - from) / 3);
  return { from: from - room, until: until + room };
}

import { DateTime } from 'luxon';
import { ownerColumns } from '../../identity/owner.js';
import type { GridStation } from './grid-stations.queries.js';
import type { GridItem, GridReason, GridTables, PlannedGrid } from './grid-tables.js';
import { ItemState, type TimelineItem } from './timeline-item.js';

/** For each day the index of a list; null on days on which the station is not shown. */
export interface GridRow {
  id: string;
  name: string;
  timeZone: string;
  cells: (number | null)[];
}

export interface ScheduleGrid extends Omit<GridTables, 'reasons'> {
  states: ItemState[];
  /** The first, null, is of items that are to be heard. */
  reasons: (GridReason | null)[];
  stations: GridRow[];
}

export const GRID_STATES = ItemState.options;

/** Numbers equal things equally, in the order in which they come. */
function numbering<Thing>(things: Thing[], keyOf: (thing: Thing) => string): (thing: Thing) => number {
  const known = new Map(things.map((thing, index) => [keyOf(thing), index]));
  return (thing) => {
    const number = known.get(keyOf(thing)) ?? things.push(thing) - 1;
    known.set(keyOf(thing), number);
    return number;
  };
}

/**
 * The schedule of many stations in a compact form.
 * @param planned what has rows · @param expected what is computed for later days; stations with the same share an array
 */
export function scheduleGrid(
  stations: readonly GridStation[],
  days: readonly string[],
  planned: PlannedGrid,
  expected: ReadonlyMap<string, readonly TimelineItem[]>,
): ScheduleGrid {
  const { programs, entries } = planned;
  const reasons: ScheduleGrid['reasons'] = [null, ...planned.reasons];
  const lists: GridItem[][] = [[], ...planned.lists];
  const at = {
    program: numbering(programs, ({ id, title, topic }) => JSON.stringify([id, title, topic])),
    entry: numbering(entries, ({ id }) => id),
    reason: numbering(reasons, (reason) => JSON.stringify(reason && [reason.code, reason.note])),
    list: numbering(lists, (list) => JSON.stringify(list)),
  };
  const itemOf = ({ startsAt, ...item }: TimelineItem, zone: string): GridItem => [
    clockOf(startsAt, zone),
    item.seconds,
    at.program({ id: item.programId, title: item.title, topic: item.topic }),
    at.entry({ id: item.entryId, priority: item.priority, ...ownerColumns(item.owner) }),
    GRID_STATES.indexOf(item.state),
    at.reason(item.reason && { code: item.reason, note: item.note }),
  ];
  const computed = new Map<readonly TimelineItem[], ReadonlyMap<string, number>>();
  const listsOf = (items: readonly TimelineItem[], zone: string): ReadonlyMap<string, number> => {
    const known = computed.get(items) ?? byDay(items, (item) => itemOf(item, zone), at.list);
    computed.set(items, known);
    return known;
  };
  const cells = new Map(planned.cells.map(([id, day, list]) => [`${id} ${day}`, list]));
  const rows = stations.map(({ id, name, timeZone, through, days: shown }) => {
    const isShown = new Set(shown);
    const ahead = listsOf(expected.get(id) ?? NOTHING, timeZone);
    const listOn = (day: string) => (day > through ? ahead.get(day) : cells.get(`${id} ${day}`)) ?? 0;
    return { id, name, timeZone, cells: days.map((day) => (isShown.has(day) ? listOn(day) : null)) };
  });
  return { states: [...GRID_STATES], programs, entries, reasons, lists, stations: rows };
}

const NOTHING: readonly TimelineItem[] = [];

function byDay(
  items: readonly TimelineItem[],
  itemOf: (item: TimelineItem) => GridItem,
  numberOf: (list: GridItem[]) => number,
): ReadonlyMap<string, number> {
  const days = new Map<string, GridItem[]>();
  for (const item of items) {
    if (item.reason === 'station-not-served') continue;
    const list = days.get(item.airsOn) ?? [];
    days.set(item.airsOn, list);
    list.push(itemOf(item));
  }
  return new Map([...days].map(([day, list]) => [day, numberOf(list)]));
}

const clockOf = (at: Date, zone: string): number => {
  const { hour, minute, second } = DateTime.fromJSDate(at, { zone });
  return hour * 3_600 + minute * 60 + second;
};

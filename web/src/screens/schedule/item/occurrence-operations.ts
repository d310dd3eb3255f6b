import type { Schemas } from '../../../api/client.ts';
import { addDays } from '../../../words/formats.ts';
import { weekdayOf } from '../place/draft.ts';
import type { Operation, TimelineItem } from '../../../parts/schedule/queries.ts';

type Entry = Schemas['Entry'];
type Terms = Entry['terms'][number];

/** An occurrence of an entry at a station, and what the entry says on its day. */
export interface Occurrence {
  item: TimelineItem;
  /** Where it is meant; mostly one. */
  stationIds: readonly string[];
  /** The local day on which it airs. */
  day: string;
  entry: Entry;
  /** Those of the day of its rule; undefined when the entry has none any more. */
  terms: Terms | undefined;
}

/** Which occurrences are meant. */
export type Extent = 'here' | 'this' | 'onward';

export function termsOn({ terms }: Entry, day: string): Terms | undefined {
  return terms.find(({ from, until }) => from <= day && (until === null || day <= until));
}

type NewException = Extract<Operation, { op: 'except' }>['exception'];

function except({ item, stationIds }: Occurrence, extent: Extent, what: Partial<NewException>): Operation[] {
  const at = { from: item.onDay, slot: item.slot, ...what };
  return (extent === 'here' ? stationIds : [null]).map((stationId) => ({
    op: 'except',
    entryId: item.entryId,
    exception: { ...at, stationId } as NewException,
  }));
}

type Changes = Extract<Operation, { op: 'change' }>['changes'];
const change = ({ item }: Occurrence, changes: Changes): Operation => ({
  op: 'change',
  entryId: item.entryId,
  changes,
});

/** To another time or day. Undefined where it cannot be done so. */
export function moveOf(
  occurrence: Occurrence,
  extent: Extent,
  to: { day: string; time: string },
): Operation[] | undefined {
  const { item, day, terms } = occurrence;
  if (extent !== 'onward') {
    const move = { action: 'move' as const, toDay: to.day === item.onDay ? null : to.day, toTime: to.time };
    return except(occurrence, extent, move);
  }
  if (!terms || terms.rule === null) return undefined;
  const times = terms.times.map((time, slot) => (slot === item.slot ? to.time : time));
  if (to.day === day) return [change(occurrence, { from: item.onDay, times })];
  const rule = onWeekday(terms.rule, weekdayOf(day), weekdayOf(to.day));
  if (rule === undefined || terms.times.length > 1) return undefined;
  return [change(occurrence, { from: item.onDay < to.day ? item.onDay : to.day, times, rule })];
}

/** A weekly rule with another day of the week in place of one; undefined for other rules. */
function onWeekday(rule: string, before: string, after: string): string | undefined {
  const days = /^FREQ=WEEKLY(?:;INTERVAL=\d+)?;BYDAY=([A-Z,]+)$/.exec(rule)?.[1];
  if (!days?.split(',').includes(before)) return undefined;
  const changed = [...new Set(days.split(',').map((day) => (day === before ? after : day)))].join(',');
  return rule.replace(days, changed);
}

/** Another program instead. */
export function replaceOf(occurrence: Occurrence, extent: Extent, programId: string): Operation[] | undefined {
  const { item, terms } = occurrence;
  if (extent !== 'onward') return except(occurrence, extent, { action: 'replace', programId });
  if (!terms || terms.rule === null) return undefined;
  return [change(occurrence, { from: item.onDay, programId })];
}

/** Off the schedule. From a day on, the entry ends the day before; it is withdrawn when nothing of it is left. */
export function withdrawalOf(
  occurrence: Occurrence,
  extent: Extent,
  today: string,
  because: string,
): Operation[] | undefined {
  const { item, terms } = occurrence;
  if (extent !== 'onward') return except(occurrence, extent, { action: 'skip', note: because });
  if (!terms || (terms.rule === null && terms.extraDays.length === 0)) return undefined;
  const last = addDays(item.onDay, -1);
  const tomorrow = addDays(today, 1);
  const from = terms.from > tomorrow ? terms.from : tomorrow;
  if (last >= from) return [change(occurrence, { from, until: last })];
  return [{ op: 'withdraw', entryId: item.entryId, because }];
}

/** The entry without the stations, from the day on. */
export function leaveOutOf(occurrence: Occurrence): Operation[] | undefined {
  const { item, terms } = occurrence;
  if (!terms) return undefined;
  const stationIds = terms.stationIds.filter((id) => !occurrence.stationIds.includes(id));
  const isNamedOnly = !terms.everywhere && terms.groupIds.length === 0;
  if (isNamedOnly) return stationIds.length > 0 ? [change(occurrence, { from: item.onDay, stationIds })] : undefined;
  const named = terms.everywhere ? {} : { stationIds };
  return [change(occurrence, { from: item.onDay, ...named, leftOut: [...terms.leftOut, ...occurrence.stationIds] })];
}

/** Whether the terms name more than one station, by groups or as all of them. */
export const isForMany = ({ terms }: Occurrence): boolean =>
  terms !== undefined && (terms.everywhere || terms.groupIds.length > 0 || terms.stationIds.length > 1);

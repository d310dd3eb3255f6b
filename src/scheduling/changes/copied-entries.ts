import type { NewEntry } from '../operations/new-entry.schemas.js';
import type { Operation } from '../operations/operations.schemas.js';
import { type Definition, type EntryPlaces, type EntryTerms, termsOn } from '../terms/definition.js';
import { alike, type CopiedAiring } from './copied-week.js';

/** What no occurrence of the entry can air. Days and times are those of the other week. */
export interface LeftAirings {
  /** Null: at the stations without exceptions of their own. */
  stationId: string | null;
  airings: readonly CopiedAiring[];
}

/** New entries for what is left: one for all days of the same times, program and places. */
export function entriesFor({ entry, terms }: Definition, all: readonly LeftAirings[]): Operation[] {
  const atOthers = all.find(({ stationId }) => stationId === null)?.airings ?? [];
  const apart = all.filter(({ stationId, airings }) => stationId !== null && !isSame(airings, atOthers));
  const leftOut = apart.flatMap(({ stationId }) => stationId ?? []);
  const isOwn = entry.stationId !== null;
  const others = isOwn && leftOut.length > 0 ? [] : placedDays(terms, atOthers, (own) => without(own, leftOut));
  const own = apart.flatMap(({ stationId, airings }) => placedDays(terms, airings, () => only(stationId ?? '')));
  return [...others, ...own].flatMap(({ days, times, programId, places }) => {
    const [startsOn, ...extraDays] = days.toSorted();
    if (startsOn === undefined) return [];
    const wanted: NewEntry = {
      ...(isOwn ? { stationId: entry.stationId ?? '' } : { centreId: entry.centreId ?? '' }),
      priority: entry.priority,
      startWithin: entry.startWithin,
      programId,
      startsOn,
      until: null,
      rule: null,
      extraDays,
      times,
      ...places,
      ...(isOwn && { stationIds: [] }),
    };
    return [{ op: 'place', entry: wanted }];
  });
}

interface PlacedDays {
  days: string[];
  times: string[];
  programId: string;
  places: Places;
}

type Places = Pick<NewEntry, 'everywhere' | 'stationIds' | 'groupIds' | 'leftOut'>;

function placedDays(
  terms: readonly EntryTerms[],
  airings: readonly CopiedAiring[],
  placesOf: (own: EntryPlaces) => Places | undefined,
): PlacedDays[] {
  const byDay = alike(airings, ({ onDay, day, programId }) => `${termsOn(terms, onDay)?.id} ${programId} ${day}`);
  const days = byDay.flatMap((ofDay) => {
    const [first] = ofDay;
    const own = first && termsOn(terms, first.onDay);
    const places = own && placesOf(own);
    const times = [...new Set(ofDay.map(({ time }) => time))].toSorted();
    return places ? [{ day: first.day, times, programId: first.programId, places }] : [];
  });
  return alike(days, ({ times, programId, places }) => JSON.stringify({ times, programId, places })).flatMap((same) =>
    same.slice(0, 1).map((first) => ({ ...first, days: same.map(({ day }) => day) })),
  );
}

/** Undefined when no station is left. */
function without(
  { everywhere, stationIds, groupIds, leftOut }: EntryPlaces,
  out: readonly string[],
): Places | undefined {
  const named = stationIds.filter((id) => !out.includes(id));
  if (!everywhere && named.length + groupIds.length === 0) return undefined;
  const isByName = !everywhere && groupIds.length === 0;
  return {
    everywhere,
    stationIds: named,
    groupIds: [...groupIds],
    leftOut: isByName ? [...leftOut] : [...new Set([...leftOut, ...out])],
  };
}

const only = (stationId: string): Places => ({ everywhere: false, stationIds: [stationId], groupIds: [], leftOut: [] });

const isSame = (some: readonly CopiedAiring[], others: readonly CopiedAiring[]): boolean =>
  JSON.stringify(some) === JSON.stringify(others);

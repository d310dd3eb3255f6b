import { type Definition, type EntryException, type EntryTerms, exceptionsAt, termsAiringOn } from './definition.js';

/** A station as far as planning needs it. */
export interface PlannedStation {
  id: string;
  name: string;
  timeZone: string;
}

/** Stations at which an entry airs at the same times: one zone, the same terms, and no exceptions of their own. */
export interface StationClass {
  zone: string;
  stations: PlannedStation[];
  terms: readonly EntryTerms[];
  exceptions: readonly EntryException[];
}

/** From one local day of a station to another, the last not included; null is without an end. */
export interface PlacedDays {
  from: string | null;
  until: string | null;
}

/** The stations of each terms, by the id of the terms; each with the days on which it is for them, served or not. */
export type StationsOfTerms = ReadonlyMap<string, ReadonlyMap<string, readonly PlacedDays[]>>;

/** Whether something of the entry may air at a station on a local day, as far as its terms and their places go. */
export function placedAt(definition: Omit<Definition, 'entry'>, stationsOf: StationsOfTerms) {
  const known = new Map<string, readonly EntryTerms[]>();
  return (stationId: string, day: string): boolean => {
    const terms = known.get(day) ?? termsAiringOn(definition, day);
    known.set(day, terms);
    return terms.some(({ id }) =>
      stationsOf
        .get(id)
        ?.get(stationId)
        ?.some((days) => includes(days, day)),
    );
  };
}

const includes = ({ from, until }: PlacedDays, day: string): boolean =>
  (from === null || from <= day) && (until === null || day < until);

/** Usually one to three, however many stations there are. */
export function stationClasses(
  { terms, exceptions }: Omit<Definition, 'entry'>,
  stations: readonly PlannedStation[],
  stationsOf: StationsOfTerms,
): StationClass[] {
  const withOwn = new Set(exceptions.map(({ stationId }) => stationId));
  const classes = new Map<string, StationClass>();
  for (const station of stations) {
    const here = terms.filter(({ id }) => stationsOf.get(id)?.has(station.id));
    const own = withOwn.has(station.id) ? station.id : '';
    const key = `${station.timeZone} ${own} ${here.map(({ id }) => id).join(' ')}`;
    const there = classes.get(key);
    if (there) there.stations.push(station);
    else {
      const { timeZone: zone, id } = station;
      classes.set(key, { zone, stations: [station], terms: here, exceptions: exceptionsAt(exceptions, id) });
    }
  }
  return [...classes.values()];
}

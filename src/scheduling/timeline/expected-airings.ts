import { addDays, startOfDay } from '../../platform/clock/local-day.js';
import type { RuleClass } from '../airtime/ruled-stations.js';
import { type ClassAiring, classAirings, type PlayedProgram } from '../planning/class-airings.js';
import type { DaySpan } from '../planning/coverage.queries.js';
import { termsOn } from '../terms/definition.js';
import { type EntryAt, placeOn, type StationAt } from './entry-at.js';

/** A program as far as computing needs it. */
export interface ExpectedProgram extends PlayedProgram {
  id: string;
  title: string;
  topic: string;
}

/** An occurrence at a station that is computed from its entry; minutes and other items are not asked yet. */
export interface ExpectedAiring extends ClassAiring {
  entry: EntryAt;
  program: ExpectedProgram;
}

export interface ExpectedFacts {
  station: StationAt;
  rules: RuleClass;
  programs: ReadonlyMap<string, ExpectedProgram>;
}

/** The occurrences of entries at a station on the local days of a span, on the days on which the terms are for it. */
export function expectedAirings(
  entries: readonly EntryAt[],
  { station, rules, programs }: ExpectedFacts,
  days: DaySpan,
): ExpectedAiring[] {
  const { zone } = station;
  const span = { zone, from: startOfDay(days.from, zone), until: startOfDay(addDays(days.until, 1), zone) };
  const facts = {
    row: { ...station, class: 0, ruleIds: [] },
    rules,
    programOf: (id: string) => programs.get(id) ?? NONE,
  };
  return entries
    .filter(({ inForce }) => inForce)
    .flatMap((entry) =>
      classAirings(entry, facts, span).flatMap((airing) => {
        const terms = termsOn(entry.terms, airing.onDay);
        const program = programs.get(airing.programId);
        return terms && program && placeOn(terms, airing.airsOn) ? [{ ...airing, entry, program }] : [];
      }),
    );
}

const NONE: PlayedProgram = { expiresOn: null, withdrawn: true, sha256: null, seconds: 1, stopped: [] };

import type { RuledStations } from '../airtime/ruled-stations.js';
import { type Definition, exceptionsAt } from '../terms/definition.js';
import type { ClassEntry, ClassFacts, PlayedProgram } from './class-airings.js';
import type { ClassRow, DaySpan, PlacedTerms } from './coverage.queries.js';

/** Where entries air, by classes of stations, and all that decides whether they may. */
export interface Coverage {
  definitions: ReadonlyMap<string, Definition>;
  placed: readonly PlacedTerms[];
  classes: ReadonlyMap<number, ClassRow>;
  ruled: RuledStations;
  programs: ReadonlyMap<string, PlayedProgram>;
  /** The local days that were read. */
  span: DaySpan;
  /** SQL of the only stations that count; undefined: all. */
  only: string | undefined;
}

/** What an entry airs at a class of stations. */
export function entryAt(
  { definitions }: Coverage,
  { entryId, termsIds, ownStation }: PlacedTerms,
): ClassEntry & { priority: string; startWithin: number } {
  const found = definitions.get(entryId);
  if (!found) throw new Error(`entry ${entryId} is not in the coverage`);
  const terms = found.terms.filter(({ id }) => termsIds.includes(id));
  const { priority, startWithin } = found.entry;
  return {
    owner: found.entry.owner(),
    priority,
    startWithin,
    terms,
    exceptions: exceptionsAt(found.exceptions, ownStation ?? ''),
  };
}

const UNKNOWN: PlayedProgram = { expiresOn: null, withdrawn: true, sha256: null, seconds: 1, stopped: [] };

/** What the entries play, by id. */
export const programsIn =
  ({ programs }: Pick<Coverage, 'programs'>) =>
  (id: string): PlayedProgram =>
    programs.get(id) ?? UNKNOWN;

/** What decides about airings at a class of stations. */
export function factsAt({ classes, ruled, programs }: Coverage, number: number): ClassFacts {
  const row = classes.get(number);
  if (!row) throw new Error(`class ${number} is not in the coverage`);
  return { row, rules: ruled.classAt(number), programOf: programsIn({ programs }) };
}

import type { Owner } from '../../identity/owner.js';
import { type AgainstRules, judgeHours } from '../airtime/judge.js';
import type { RuleClass } from '../airtime/ruled-stations.js';
import type { GapReason } from '../../consequences/reasons.schemas.js';
import { isStopped, type StoppedTime } from '../broadcasts/stopped.js';
import { isWithinAirDay } from '../recurrence/air-day.js';
import { occurrences, type ZonedSpan } from '../recurrence/occurrences.js';
import type { Terms, TermsException } from '../recurrence/clock-times.js';
import { type EntryException, type EntryTerms, termsOn } from '../terms/definition.js';
import type { ClassRow } from './coverage.queries.js';

/** A program as far as planning needs it. */
export interface PlayedProgram {
  /** The program's last local day, `YYYY-MM-DD`. */
  expiresOn: string | null;
  withdrawn: boolean;
  /** Of the version in force; null: none is approved. */
  sha256: string | null;
  /** A whole number; while no version is approved, that of the newest audio. */
  seconds: number;
  /** When somebody has stopped it everywhere. */
  stopped: readonly StoppedTime[];
}

export type ClassTerms = Terms & Pick<EntryTerms, 'id' | 'programId' | 'everywhere'>;

/** What an entry airs at all stations of a class. */
export interface ClassEntry<Kind extends ClassTerms = EntryTerms, Exception extends TermsException = EntryException> {
  owner: Owner;
  /** Those that are for stations of the class. */
  terms: readonly Kind[];
  /** Those that are in force there. */
  exceptions: readonly Exception[];
}

/** What a verdict depends on beyond the entry. */
export interface ClassFacts {
  row: ClassRow;
  rules: RuleClass;
  programOf(id: string): PlayedProgram;
}

/** An occurrence as it should be at all stations of a class: planned, or a gap with its reason. Clashes and minutes apart. */
export interface ClassAiring {
  termsId: string;
  onDay: string;
  slot: number;
  airDay: string;
  airsOn: string;
  startsAt: Date;
  /** As `startsAt` when the clocks skip it. */
  endsAt: Date;
  programId: string;
  sha256: string | null;
  reason: GapReason | null;
  /** The name of the quiet day. */
  note: string | null;
}

/**
 * The occurrences of an entry at the stations of a class that are not over before the span begins. Nothing is meant to air
 * on days on which they are closed, nor, if it is for all stations, where the owner does not serve.
 */
export function classAirings(
  { owner, terms, exceptions }: ClassEntry<ClassTerms, TermsException>,
  facts: ClassFacts,
  span: ZonedSpan,
): ClassAiring[] {
  // What began before may still sound.
  const from = new Date(span.from.getTime() - LONGEST_MS);
  const { airing, skipped } = occurrences(terms, exceptions, { ...span, from });
  const found: ClassAiring[] = [];
  for (const one of airing) {
    const of = termsOn(terms, one.onDay);
    if (!of || !isMeant(of, owner, one.airsOn, facts.row)) continue;
    const programId = one.programId ?? of.programId;
    const program = facts.programOf(programId);
    const endsAt = new Date(one.startsAt.getTime() + program.seconds * 1_000);
    if (endsAt <= span.from) continue;
    const { onDay, slot, airDay, airsOn, startsAt } = one;
    const times = { airsOn, startsAt, endsAt };
    const against = whyNot(times, { owner, program, facts });
    const { sha256 } = program;
    found.push({ termsId: of.id, onDay, slot, airDay, ...times, programId, sha256, ...against });
  }
  for (const { onDay, slot, airDay, airsOn, skippedAt, programId } of skipped) {
    const of = termsOn(terms, onDay);
    if (!of || skippedAt < span.from || !isMeant(of, owner, airsOn, facts.row)) continue;
    const times = { airsOn, startsAt: skippedAt, endsAt: skippedAt };
    const gap = { sha256: null, reason: 'clock-skipped' as const, note: null };
    found.push({ termsId: of.id, onDay, slot, airDay, ...times, programId: programId ?? of.programId, ...gap });
  }
  return found;
}

/** No airing is longer: it lies within a broadcasting day. */
const LONGEST_MS = 25 * 3_600_000;

interface Times {
  airsOn: string;
  startsAt: Date;
  endsAt: Date;
}

function isMeant({ everywhere }: ClassTerms, owner: Owner, day: string, row: ClassRow): boolean {
  if ((row.openedOn !== null && day < row.openedOn) || (row.closedOn !== null && day >= row.closedOn)) return false;
  return !everywhere || serves(owner, day, row);
}

/** Whether the owner serves stations of the class on some day from `from` on, as far as is known. */
export const servesSome = (owner: Owner, { centres, closedOn }: ClassRow, from: string): boolean =>
  (closedOn === null || closedOn > from) &&
  (owner.kind === 'station' || centres.some(({ id, until }) => id === owner.id && until >= from));

const serves = (owner: Owner, day: string, { centres }: ClassRow): boolean =>
  owner.kind === 'station' || centres.some(({ id, from, until }) => id === owner.id && from <= day && day <= until);

function whyNot(
  times: Times,
  { owner, program, facts }: { owner: Owner; program: PlayedProgram; facts: ClassFacts },
): { reason: GapReason | null; note: string | null } {
  const reason = reasonOf(times, program, facts, owner);
  if (reason) return { reason, note: null };
  const against: AgainstRules | undefined = judgeHours(times, facts.rules.on(times.airsOn));
  return { reason: against?.reasonCode ?? null, note: against?.note ?? null };
}

function reasonOf(times: Times, program: PlayedProgram, { row }: ClassFacts, owner: Owner): GapReason | undefined {
  if (program.withdrawn) return 'program-withdrawn';
  if (program.sha256 === null) return 'program-not-approved';
  if (program.expiresOn !== null && times.airsOn > program.expiresOn) return 'program-expired';
  if (!serves(owner, times.airsOn, row)) return 'station-not-served';
  if (!isWithinAirDay(times, row.zone)) return 'crosses-broadcasting-day';
  return isStopped(stopsAt(times.airsOn, row).concat(program.stopped), times) ? 'stopped' : undefined;
}

/** When the stations of a class are stopped, by themselves or with those of the centre that serves them on the day. */
const stopsAt = (day: string, { stopped, centres }: ClassRow): StoppedTime[] =>
  stopped.concat(centres.flatMap((one) => (one.from <= day && day <= one.until ? one.stopped : [])));

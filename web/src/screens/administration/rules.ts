import type { Schemas } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';

export type RuleKind = Schemas['AirtimeRuleKind'];
export type RulesView = Schemas['AirtimeRules'];
export type WeekWindow = Schemas['WeekWindow'];
export type Daypart = Schemas['Daypart'];
export type QuietDays = Schemas['QuietDays'];

/** Whose rules they are: those of a station come before its unit's, these before its centre's. */
export interface RuleOwner {
  kind: 'centre' | 'unit' | 'station';
  id: string;
}

interface Dated {
  from: string | null;
  until: string | null;
}

/** What one kind of rule holds while a period lasts. */
export interface Draft {
  windows: WeekWindow[];
  dayparts: Daypart[];
  minutesPerDay: number | null;
  days: QuietDays[];
}

export const KINDS: readonly RuleKind[] = ['hours', 'dayparts', 'quiet'];

/** Where in the periods the one in force today is; -1: none is. */
export const inForce = (periods: readonly Dated[], today: string): number =>
  periods.findIndex(({ from, until }) => (from === null || from <= today) && (until === null || until >= today));

/** The rules of one kind from which those of a station are taken, the most specific first, and what the first in force today holds. */
export function heldBy<Level extends string>(
  levels: readonly (readonly [level: Level, rules: Pick<RulesView, 'periods'>])[],
  today: string,
): { level: Level; draft: Draft } | undefined {
  for (const [level, { periods }] of levels) {
    const period = periods[inForce(periods, today)];
    if (period) return { level, draft: draftOf(period) };
  }
  return undefined;
}

/** The quiet days of a level that are not over, soonest first. */
export function quietAhead({ periods }: Pick<RulesView, 'periods'>, today: string): QuietDays[] {
  const { days } = draftOf(periods[inForce(periods, today)]);
  return days.filter(({ until }) => until >= today).toSorted((one, other) => one.from.localeCompare(other.from));
}

export function draftOf(period: object | undefined): Draft {
  return { windows: [], dayparts: [], minutesPerDay: null, days: [], ...period };
}

/** The rules with the draft in place of the period at `index`; a draft that holds nothing takes the period away. */
export function rulesWith({ kind, periods }: RulesView, index: number, draft: Draft): Schemas['NewAirtimeRules'] {
  const { from = null, until = null } = periods[index] ?? {};
  const held = { hours: heldHours, dayparts: heldDayparts, quiet: heldQuiet }[kind](draft);
  const changed = held ? [{ from, until, ...held }] : [];
  const all = index < 0 ? [...periods, ...changed] : periods.toSpliced(index, 1, ...changed);
  return { kind, periods: all } as Schemas['NewAirtimeRules'];
}

const heldHours = ({ windows }: Draft) => (windows.length > 0 ? { windows } : undefined);
const heldQuiet = ({ days }: Draft) => (days.length > 0 ? { days } : undefined);
const heldDayparts = ({ dayparts, minutesPerDay }: Draft) =>
  dayparts.length > 0 || minutesPerDay !== null ? { dayparts, minutesPerDay } : undefined;

/** What is wrong with a line of the draft, wherever in it. */
export function faultAt(error: unknown, list: 'windows' | 'dayparts' | 'days', line: number): string | undefined {
  if (!(error instanceof Problem)) return undefined;
  const place = new RegExp(`^/periods/\\d+/${list}/${line}(/|$)`);
  return error.document.errors?.find(({ pointer }) => place.test(pointer))?.message;
}

/** `5:00`, `5h`, `0500` as `05:00`; what cannot be read stays as it is. */
export function wallClock(typed: string): string {
  const found = /^(\d{1,2})\s*[:hg.]?\s*(\d{2})?$/.exec(typed.trim());
  return found ? `${found[1]?.padStart(2, '0')}:${found[2] ?? '00'}` : typed.trim();
}

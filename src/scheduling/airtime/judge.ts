import type { Interval } from '../recurrence/clock-spans.js';
import type { Quota, RuleSet } from './rule-set.js';

/** A program that is to sound at a station. */
export interface JudgedAiring {
  startsAt: Date;
  endsAt: Date;
}

/** What the verdict depends on beyond the rules. */
export interface AirtimeFacts {
  /** Seconds that are planned at the station already. */
  planned(quota: Quota): number;
}

/** Why a program may not be planned. */
export interface AgainstRules {
  state: 'gap';
  reasonCode: 'outside-allowed-hours' | 'quiet-day' | 'daypart-full';
  /** The name of the quiet day or the daypart. */
  note?: string;
}
export type Verdict = { state: 'planned' } | AgainstRules;

/**
 * Whether the rules of the day let a program sound. From its first to its last second it must lie in hours in which the
 * station may air, and it must fit the minutes of the daypart and the day in which it begins.
 * @param rules those of the local day on which it begins
 */
export function judge(airing: JudgedAiring, rules: RuleSet, facts: AirtimeFacts): Verdict {
  return judgeHours(airing, rules) ?? judgeQuotas(airing, rules, facts) ?? { state: 'planned' };
}

/** The gap when the program would sound outside the hours: because of a quiet day, or on ordinary days too. */
export function judgeHours(airing: JudgedAiring, rules: RuleSet): AgainstRules | undefined {
  const { hours, usual, quiet, midnight } = rules;
  if (isWithin(airing, hours)) return undefined;
  if (!isWithin(airing, usual)) return { state: 'gap', reasonCode: 'outside-allowed-hours' };
  // After a quiet day there is no evening whose hours could reach over midnight.
  const note = quiet.today ?? (airing.endsAt > midnight ? quiet.tomorrow : undefined) ?? quiet.yesterday;
  return { state: 'gap', reasonCode: 'quiet-day', ...(note !== undefined && { note }) };
}

const isWithin = ({ startsAt, endsAt }: JudgedAiring, intervals: readonly Interval[]): boolean =>
  intervals.some(({ from, until }) => from <= startsAt && endsAt <= until);

function judgeQuotas(airing: JudgedAiring, rules: RuleSet, facts: AirtimeFacts): AgainstRules | undefined {
  const seconds = (airing.endsAt.getTime() - airing.startsAt.getTime()) / 1_000;
  const full = quotasFor(airing, rules).find((quota) => facts.planned(quota) + seconds > quota.seconds);
  if (!full) return undefined;
  return { state: 'gap', reasonCode: 'daypart-full', ...(full.name !== null && { note: full.name }) };
}

/** The limits that count for a program, by the moment at which it begins. */
export const quotasFor = ({ startsAt }: JudgedAiring, { quotas }: RuleSet): Quota[] =>
  quotas.filter(({ from, until }) => from <= startsAt && startsAt < until);

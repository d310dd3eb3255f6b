import { RRuleTemporal } from 'rrule-temporal';
import { addDays } from '../../platform/clock/local-day.js';
import { RuleNotSupported, RuleWithoutDays } from './recurrence.problems.js';
import { readRuleParts, type RuleParts } from './rule-parts.js';

/** The days of an entry: what `parseRule` makes of its text. */
export interface DayRule {
  /** `YYYY-MM-DD`: an anchor for intervals. It counts as a day only when it matches, or when there is no rule. */
  readonly startsOn: string;
  /** The last day, or null: for ever. */
  readonly until: string | null;
  /** The RRULE without its end; null when the entry is for `startsOn` alone. */
  readonly series: string | null;
  /** Expands `series` at midnight UTC, which stands for the local day. */
  readonly expand: RRuleTemporal | null;
}

/** The first day of a rule is looked for this far ahead, the last one of a COUNT further. */
const SEARCHED_YEARS = 10;
const COUNTED_YEARS = 100;
const MAX_ITERATIONS = 2_000;
const KEPT_RULES = 2_000;
const kept = new Map<string, DayRule>();

/**
 * Reads the days of an entry.
 * @param text an RRULE (RFC 5545) without DTSTART; null: `startsOn` alone. COUNT becomes UNTIL.
 * @param startsOn `YYYY-MM-DD`
 * @throws RuleNotSupported, naming the part · RuleWithoutDays when it has no day within ten years
 */
export function parseRule(text: string | null, startsOn: string): DayRule {
  const key = `${startsOn} ${text}`;
  const known = kept.get(key);
  if (known) return known;
  const rule = text === null ? once(startsOn) : read(readRuleParts(text), startsOn);
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size >= KEPT_RULES) kept.delete(oldest);
  kept.set(key, rule);
  return rule;
}

/** The RRULE as it is stored and exchanged, its parts in one order; null for a rule for one day. */
export function formatRule({ series, until }: DayRule): string | null {
  if (series === null) return null;
  const [freq = '', ...parts] = series.split(';');
  return [freq, ...(until === null ? [] : [`UNTIL=${until.replaceAll('-', '')}`]), ...parts].join(';');
}

const once = (startsOn: string): DayRule => ({ startsOn, until: startsOn, series: null, expand: null });

function read(parts: RuleParts, startsOn: string): DayRule {
  const series = seriesOf(parts);
  const expand = expanded(series, startsOn);
  const [first] = searched(expand, startsOn, { most: 1, years: SEARCHED_YEARS });
  if (first === undefined) throw new RuleWithoutDays(startsOn);
  const until = parts.count === undefined ? (parts.until ?? null) : lastOf(parts.count, expand, startsOn);
  if (until !== null && first > until) throw new RuleWithoutDays(startsOn);
  return { startsOn, until, series, expand };
}

function seriesOf({ freq, interval, byMonth, byMonthDay, byYearDay, byDay, bySetPos, wkst }: RuleParts): string {
  const lists = { BYMONTH: byMonth, BYMONTHDAY: byMonthDay, BYYEARDAY: byYearDay, BYDAY: byDay, BYSETPOS: bySetPos };
  return [
    `FREQ=${freq}`,
    ...(interval === 1 ? [] : [`INTERVAL=${interval}`]),
    ...Object.entries(lists).flatMap(([name, values]) => (values ? [`${name}=${values.join(',')}`] : [])),
    ...(wkst === undefined || wkst === 'MO' ? [] : [`WKST=${wkst}`]),
  ].join(';');
}

const expanded = (series: string, startsOn: string): RRuleTemporal =>
  new RRuleTemporal({
    rruleString: `DTSTART:${startsOn.replaceAll('-', '')}T000000Z\nRRULE:${series}`,
    maxIterations: MAX_ITERATIONS,
  });

/** The first days, looked for a year at a time, so that a rule without days ends soon. */
function searched(expand: RRuleTemporal, startsOn: string, { most, years }: { most: number; years: number }): string[] {
  const found: string[] = [];
  const last = addDays(startsOn, years * 366);
  for (let from = startsOn; from <= last && found.length < most; from = addDays(from, 366)) {
    found.push(...daysBetween(expand, from, addDays(from, 365)));
  }
  return found.slice(0, most);
}

function lastOf(count: number, expand: RRuleTemporal, startsOn: string): string {
  const day = searched(expand, startsOn, { most: count, years: COUNTED_YEARS })[count - 1];
  if (day === undefined) throw new RuleNotSupported(`COUNT=${count}`, 'value');
  return day;
}

/** Days of a series, both ends included. */
export const daysBetween = (expand: RRuleTemporal, from: string, until: string): string[] =>
  expand
    .between(new Date(`${from}T00:00:00Z`), new Date(`${until}T00:00:00Z`), true)
    .map((day) => new Date(day.epochMilliseconds).toISOString().slice(0, 10));

import {
  type ClockSpan,
  instantsOf,
  type Interval,
  merged,
  minuteOf,
  MINUTES_OF_A_DAY,
  wholeDay,
} from '../recurrence/clock-spans.js';
import { knownDay } from '../recurrence/known-days.js';
import type { ClockWindow, QuietDays } from './airtime-rules.schemas.js';
import type { RuleKind } from './rule-kind.js';
import { type AirtimeRule, RULE_LEVELS } from './rules.js';

/** A limit to what begins in a daypart, or on a local day. */
export interface Quota extends Interval {
  /** The name of the daypart; null for a whole day. */
  name: string | null;
  /** The most that may be planned. */
  seconds: number;
}

/** What the rules say of programs that begin at a station on a local day. */
export interface RuleSet {
  /** When they may sound on that day. */
  today: Interval[];
  /** The same and that of the next day, for programs that sound over midnight. */
  hours: Interval[];
  /** As `hours`, if there were no quiet days. */
  usual: Interval[];
  /** The end of the local day. */
  midnight: Date;
  /** The names of quiet days with hours of their own, or none. */
  quiet: { yesterday: string | undefined; today: string | undefined; tomorrow: string | undefined };
  quotas: Quota[];
}

/**
 * The rules of a station for a local day. For each kind the most specific rule counts: the station's, then its unit's, then
 * that of the centre which serves it on that day, then the settings. Of quiet days it is the most specific rule that names
 * the day.
 * @param rules all rules that apply at the station, each on its days
 * @param zone IANA zone of the station
 */
export function ruleSet(rules: readonly AirtimeRule[], day: string, zone: string): RuleSet {
  const { before: yesterday, after: tomorrow } = knownDay(day);
  const ordinary = rules.filter(({ kind }) => kind !== 'quiet');
  const open = (which: readonly AirtimeRule[], on: string) =>
    openOn(which, on).flatMap((span) => instantsOf(on, span, zone));
  const today = open(rules, day);
  const hours = merged([...today, ...open(rules, tomorrow)]);
  const quiet = (on: string) => {
    const named = quietDays(rules, on);
    return named?.windows ? named.name : undefined;
  };
  return {
    today: merged(today),
    hours,
    usual: ordinary.length < rules.length ? merged([...open(ordinary, day), ...open(ordinary, tomorrow)]) : hours,
    midnight: wholeDay(day, zone).until,
    quiet: { yesterday: quiet(yesterday), today: quiet(day), tomorrow: quiet(tomorrow) },
    quotas: quotasOf(rules, day, zone),
  };
}

/**
 * When programs may sound on a local day, by the wall clock, apart and in order. What a quiet day says of itself is all
 * that may sound on it; a window of the evening before ends at midnight when a quiet day begins.
 */
function openOn(rules: readonly AirtimeRule[], day: string): ClockSpan[] {
  const { before: yesterday } = knownDay(day);
  const [quiet, before] = [quietDays(rules, day), quietDays(rules, yesterday)];
  const endsAtMidnight = quiet?.windows && quiet !== before;
  const fromBefore = endsAtMidnight ? [] : windowsOf(rules, yesterday, before).flatMap(tail);
  return joined([...fromBefore, ...windowsOf(rules, day, quiet).map(toMidnight)]);
}

function quietDays(rules: readonly AirtimeRule[], day: string): QuietDays | undefined {
  const named = (rule: AirtimeRule) =>
    rule.kind === 'quiet' ? rule.body.days.find(({ from, until }) => from <= day && day <= until) : undefined;
  return rulesByLevel(rules, day).map(named).find(Boolean);
}

/** The windows that begin on the day. */
function windowsOf(rules: readonly AirtimeRule[], day: string, quiet: QuietDays | undefined): ClockSpan[] {
  if (quiet?.windows) return quiet.windows.map(spanOf);
  const { weekday } = knownDay(day);
  const windows = inForce(rules, 'hours', day)?.body.windows ?? [];
  return windows.filter(({ days }) => days.includes(weekday)).map(spanOf);
}

/** The limits that may count for what begins on the day. Dayparts of the evening before may reach into it. */
function quotasOf(rules: readonly AirtimeRule[], day: string, zone: string): Quota[] {
  const minutesPerDay = inForce(rules, 'dayparts', day)?.body.minutesPerDay ?? null;
  const all = wholeDay(day, zone);
  return [
    ...daypartsOf(rules, knownDay(day).before, zone).filter(({ until }) => until > all.from),
    ...daypartsOf(rules, day, zone),
    ...(minutesPerDay === null ? [] : [{ name: null, seconds: minutesPerDay * 60, ...all }]),
  ];
}

/** The limits of the dayparts that begin on the day. */
function daypartsOf(rules: readonly AirtimeRule[], day: string, zone: string): Quota[] {
  const { weekday, after } = knownDay(day);
  const parts = inForce(rules, 'dayparts', day)?.body.dayparts ?? [];
  return parts.flatMap(({ name, days, minutes, ...window }) => {
    if (minutes === null || !days.includes(weekday)) return [];
    const span = spanOf(window);
    const rest = tail(span).flatMap((part) => instantsOf(after, part, zone));
    const instants = [...instantsOf(day, toMidnight(span), zone), ...rest];
    const [from, until] = [instants[0]?.from, instants.at(-1)?.until];
    return from && until ? [{ name, seconds: minutes * 60, from, until }] : [];
  });
}

function inForce<Kind extends RuleKind>(rules: readonly AirtimeRule[], kind: Kind, day: string) {
  const isOfKind = (rule: AirtimeRule): rule is AirtimeRule & { kind: Kind } => rule.kind === kind;
  return rulesByLevel(rules, day).find(isOfKind);
}

/** The rules that apply on the day, the most specific first. */
function rulesByLevel(rules: readonly AirtimeRule[], day: string): AirtimeRule[] {
  return rules
    .filter(({ from, until }) => (from === null || from <= day) && (until === null || day <= until))
    .toSorted((one, other) => RULE_LEVELS.indexOf(one.level) - RULE_LEVELS.indexOf(other.level));
}

function spanOf({ from, to }: ClockWindow): ClockSpan {
  const [begin, end] = [minuteOf(from), minuteOf(to)];
  return { from: begin, until: end > begin ? end : end + MINUTES_OF_A_DAY };
}

const toMidnight = ({ from, until }: ClockSpan): ClockSpan => ({ from, until: Math.min(until, MINUTES_OF_A_DAY) });

/** The part of a window that is on the next day. */
const tail = ({ until }: ClockSpan): ClockSpan[] =>
  until > MINUTES_OF_A_DAY ? [{ from: 0, until: until - MINUTES_OF_A_DAY }] : [];

function joined(spans: readonly ClockSpan[]): ClockSpan[] {
  const apart: ClockSpan[] = [];
  for (const { from, until } of spans.toSorted((one, other) => one.from - other.from)) {
    const last = apart.at(-1);
    if (!last || last.until < from) apart.push({ from, until });
    else last.until = Math.max(last.until, until);
  }
  return apart;
}

import { RuleNotSupported } from './recurrence.problems.js';

/** The parts of an RRULE that this service computes. */
export interface RuleParts {
  freq: string;
  interval: number;
  /** The last day, `YYYY-MM-DD`. */
  until?: string;
  count?: number;
  byMonth?: readonly number[];
  byMonthDay?: readonly number[];
  byYearDay?: readonly number[];
  /** `MO`, or `-1FR`: the last Friday. */
  byDay?: readonly string[];
  bySetPos?: readonly number[];
  wkst?: string;
}

/** Reads the value of one part; undefined when it is no such value, or does not go with the frequency. */
type Reader = (value: string, freq: string) => Partial<RuleParts> | undefined;

const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const WITHIN_A_DAY = ['HOURLY', 'MINUTELY', 'SECONDLY'];
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** Of an interval or a count. More is a slip of the finger. */
const MOST = 1_000;
const MOST_TEXT = 300;
/** The fifth Friday of a month exists; the twentieth Monday of a year nobody means. */
const MOST_ORDINAL = 5;

// As in the table of RFC 5545 §3.3.10, without what rrule-temporal computes otherwise than python3-dateutil.
const READERS: Record<string, Reader> = {
  INTERVAL: (value) => named('interval', oneNumber(value)),
  COUNT: (value) => named('count', oneNumber(value)),
  UNTIL: (value) => named('until', dayIn(value)),
  BYMONTH: (value) => named('byMonth', numbersIn(value, 1, 12)),
  BYMONTHDAY: (value, freq) => (freq === 'WEEKLY' ? undefined : named('byMonthDay', numbersIn(value, -31, 31))),
  BYYEARDAY: (value, freq) => (freq === 'YEARLY' ? named('byYearDay', numbersIn(value, -366, 366)) : undefined),
  BYDAY: (value, freq) => named('byDay', weekdaysIn(value, freq)),
  BYSETPOS: (value, freq) =>
    freq === 'MONTHLY' || freq === 'YEARLY' ? named('bySetPos', numbersIn(value, -366, 366)) : undefined,
  WKST: (value) => (WEEKDAYS.includes(value) ? { wkst: value } : undefined),
};

/**
 * Reads an RRULE (RFC 5545 §3.3.10) without DTSTART; its parts may be in any order and case, `RRULE:` may come first.
 * @throws RuleNotSupported, naming the part
 */
export function readRuleParts(text: string): RuleParts {
  if (text.length > MOST_TEXT) throw new RuleNotSupported(`${text.slice(0, 30)}…`, 'unreadable');
  const values = valuesIn(text);
  const freq = values.get('FREQ') ?? '';
  if (!FREQUENCIES.includes(freq)) {
    throw new RuleNotSupported(`FREQ=${freq}`, WITHIN_A_DAY.includes(freq) ? 'unsupported' : 'unreadable');
  }
  values.delete('FREQ');
  const parts: RuleParts = { freq, interval: 1 };
  for (const [name, value] of values) {
    const read = READERS[name]?.(value, freq);
    if (!read) throw new RuleNotSupported(`${name}=${value}`, name in READERS ? 'value' : 'unsupported');
    Object.assign(parts, read);
  }
  const wrong = wrongTogether(parts);
  if (wrong) throw new RuleNotSupported(wrong, 'together');
  return parts;
}

function valuesIn(text: string): Map<string, string> {
  const values = new Map<string, string>();
  const parts = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';');
  for (const part of parts) {
    const [, name = '', value = ''] = /^([A-Z-]+)=([A-Z0-9,+-]+)$/.exec(part) ?? [];
    if (name === '') throw new RuleNotSupported(part === '' ? text : part, 'unreadable');
    if (values.has(name)) throw new RuleNotSupported(part, 'together');
    values.set(name, value);
  }
  return values;
}

function wrongTogether({ freq, until, count, bySetPos, byDay = [], byMonth, byMonthDay, byYearDay }: RuleParts) {
  if (until !== undefined && count !== undefined) return 'COUNT, UNTIL';
  const ordinals = byDay.filter((day) => day.length > 2);
  if (ordinals.length > 0 && ordinals.length < byDay.length) return `BYDAY=${byDay.join(',')}`;
  if (ordinals.length > 0 && byMonthDay && freq === 'YEARLY') return 'BYDAY, BYMONTHDAY';
  if (byYearDay && (byMonth ?? byMonthDay ?? byDay[0])) return 'BYYEARDAY';
  if (bySetPos && byDay.length === 0 && !byMonthDay && !byYearDay) return 'BYSETPOS';
  return undefined;
}

const named = <Name extends keyof RuleParts>(name: Name, value: RuleParts[Name] | undefined) =>
  value === undefined ? undefined : { [name]: value };

function numbersIn(value: string, least: number, most: number): number[] | undefined {
  const numbers = value.split(',').map((one) => (/^[+-]?\d{1,4}$/.test(one) ? Number(one) : 0));
  const right = numbers.every((one) => one !== 0 && one >= least && one <= most);
  return right ? [...new Set(numbers)].toSorted((one, other) => one - other) : undefined;
}

function oneNumber(value: string): number | undefined {
  const numbers = numbersIn(value, 1, MOST);
  return numbers?.length === 1 ? numbers[0] : undefined;
}

function weekdaysIn(value: string, freq: string): string[] | undefined {
  const days = value.split(',').map((one) => /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(one));
  const most = freq === 'MONTHLY' || freq === 'YEARLY' ? MOST_ORDINAL : 0;
  const texts = days.flatMap((found) => {
    const [, ordinal, weekday = ''] = found ?? [];
    if (!found || (ordinal !== undefined && (Number(ordinal) === 0 || Math.abs(Number(ordinal)) > most))) return [];
    return [`${ordinal === undefined ? '' : Number(ordinal)}${weekday}`];
  });
  if (texts.length < days.length) return undefined;
  const place = (text: string) => WEEKDAYS.indexOf(text.slice(-2)) * 200 + (Number(text.slice(0, -2)) || 0);
  return [...new Set(texts)].toSorted((one, other) => place(one) - place(other));
}

/** A day only: an UNTIL with a time would be another day in another zone. */
function dayIn(value: string): string | undefined {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(value) ?? [];
  const text = `${year}-${month}-${day}`;
  const at = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? undefined : text;
}

import { escapeText, utcTime } from '../../platform/words/icalendar.js';
import type { Entry } from '../terms/entry.entity.js';
import type { EntryException } from '../terms/definition.js';
import type { Override, Series } from './series.js';

/** What a program is announced as. */
export interface CalendarProgram {
  title: string;
  topic: string;
  /** Null while it has no audio. */
  seconds: number | null;
}

/** What all events of a calendar have in common. */
export interface EventFrame {
  /** IANA zone, the TZID of the calendar's VTIMEZONE. */
  zone: string;
  now: Date;
  programOf(programId: string): CalendarProgram | undefined;
}

/** A series with what names it. */
export interface NamedSeries extends Series {
  entry: Entry;
  uid: string;
  /** The UID of the same time before the entry was changed. */
  follows: string | null;
  /** Of single stations: a calendar for all of them cannot apply them. */
  ofStations: readonly EntryException[];
}

/** The events of a series: the one that recurs, then what is otherwise. */
export function eventsOf(series: NamedSeries, frame: EventFrame): string[] {
  const { uid, first, time, overrides, singles, terms } = series;
  const master =
    first === undefined ? [] : event(series, frame, { programId: terms.programId, lines: recurrence(series, frame) });
  const override = (one: Override) => {
    const lines = [`UID:${uid}`, at('RECURRENCE-ID', frame, one.onDay, time), at('DTSTART', frame, one.day, one.time)];
    return event(series, frame, { programId: one.programId, lines });
  };
  const single = (one: Override) => {
    const lines = [`UID:${uid}.${compact(one.onDay)}`, at('DTSTART', frame, one.day, one.time), `RELATED-TO:${uid}`];
    return event(series, frame, { programId: one.programId, lines });
  };
  return [...master, ...overrides.flatMap(override), ...singles.flatMap(single)];
}

function recurrence(
  { uid, follows, first = '', time, ruleUntil, ...series }: NamedSeries,
  frame: EventFrame,
): string[] {
  const { isRuled, extra, leftOut, terms, ofStations, slot } = series;
  const end = ruleUntil === null ? '' : `;UNTIL=${utcTime(ruleUntil)}`;
  return [
    `UID:${uid}`,
    ...(follows === null ? [] : [`RELATED-TO:${follows}`]),
    at('DTSTART', frame, first, time),
    ...(isRuled ? [`RRULE:${terms.rule.series}${end}`] : []),
    ...extra.map((day) => at('RDATE', frame, day, time)),
    ...leftOut.map((day) => at('EXDATE', frame, day, time)),
    ...placesOf(series),
    ...ofStations.filter((one) => one.slot === null || one.slot === slot).map(ofStation),
  ];
}

function event(
  { entry, slot }: NamedSeries,
  { now, programOf }: EventFrame,
  { programId, lines }: { programId: string; lines: string[] },
): string[] {
  const program = programOf(programId);
  return [
    'BEGIN:VEVENT',
    `DTSTAMP:${utcTime(now)}`,
    ...lines,
    ...(program?.seconds ? [`DURATION:PT${program.seconds}S`] : []),
    `SUMMARY:${escapeText(program?.title ?? '')}`,
    ...(program ? [`CATEGORIES:${escapeText(program.topic)}`] : []),
    'TRANSP:TRANSPARENT',
    `X-VANG-ENTRY:${entry.id}`,
    `X-VANG-SLOT:${slot}`,
    `X-VANG-PROGRAM:${programId}`,
    `X-VANG-PRIORITY:${entry.priority}`,
    'END:VEVENT',
  ];
}

function placesOf({ terms: { everywhere, stationIds, groupIds, leftOut } }: Pick<Series, 'terms'>): string[] {
  const lists = { STATIONS: stationIds, GROUPS: groupIds, 'LEFT-OUT': leftOut };
  return [
    ...(everywhere ? ['X-VANG-EVERYWHERE:TRUE'] : []),
    ...Object.entries(lists).flatMap(([name, ids]) => (ids.length > 0 ? [`X-VANG-${name}:${ids.join(',')}`] : [])),
  ];
}

/** `X-VANG-EXCEPTION;X-STATION=…;X-ACTION=MOVE;X-TO-TIME=0600:20260305/20260305`: the days from one to another, both included. */
function ofStation({ stationId, action, days, toDay, toTime, programId }: EntryException): string {
  const parameters = {
    STATION: stationId,
    ACTION: action.toUpperCase(),
    'TO-DAY': toDay && compact(toDay),
    'TO-TIME': toTime && compact(toTime),
    PROGRAM: programId,
  };
  const given = Object.entries(parameters).flatMap(([name, value]) => (value ? [`;X-${name}=${value}`] : []));
  return `X-VANG-EXCEPTION${given.join('')}:${compact(days.from)}/${days.until === null ? '' : compact(days.until)}`;
}

const compact = (dayOrTime: string): string => dayOrTime.replaceAll(/[-:]/g, '');

const at = (name: string, { zone }: EventFrame, day: string, time: string): string =>
  `${name};TZID=${zone}:${compact(day)}T${compact(time)}00`;

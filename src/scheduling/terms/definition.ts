import type { DayRange, Terms, TermsException } from '../recurrence/clock-times.js';
import type { Entry } from './entry.entity.js';

/** Where an entry airs from one day to another. */
export interface EntryPlaces {
  /** At all stations that the owning centre serves. */
  everywhere: boolean;
  stationIds: readonly string[];
  groupIds: readonly string[];
  /** Stations of the groups, or of all, at which it does not air. */
  leftOut: readonly string[];
}

/** When, where and what an entry airs, from one day to another. */
export interface EntryTerms extends Terms, EntryPlaces {
  id: string;
  /** An RRULE; null: on the first day and the extra days only. */
  rrule: string | null;
  startsOn: string;
  programId: string;
}

export interface EntryException extends TermsException {
  id: string;
  note: string | null;
  by: string;
  at: Date;
}

/** An entry with all that it is made of; the exceptions are those in force. */
export interface Definition {
  entry: Entry;
  /** In the order of their days. */
  terms: readonly EntryTerms[];
  /** In the order in which they were made. */
  exceptions: readonly EntryException[];
  /** It is being placed now, so it has no broadcasts yet. */
  isNew?: boolean;
}

export const isWithin = ({ from, until }: DayRange, day: string): boolean =>
  day >= from && (until === null || day <= until);

/** The terms of a day; undefined before the first and after the last. */
export const termsOn = <Kind extends Pick<EntryTerms, 'valid'>>(
  terms: readonly Kind[],
  day: string,
): Kind | undefined => terms.find(({ valid }) => isWithin(valid, day));

/** Exceptions that concern a station: its own and those for all. */
export const exceptionsAt = (exceptions: readonly EntryException[], stationId: string): EntryException[] =>
  exceptions.filter((one) => one.stationId === null || one.stationId === stationId);

/** All programs that an entry plays or has played, those of exceptions included, each once. */
export const programsOf = ({ terms, exceptions }: Definition): string[] => [
  ...new Set([...terms.map(({ programId }) => programId), ...exceptions.flatMap(({ programId }) => programId ?? [])]),
];

import { QueryFailedError } from 'typeorm';
import { InvalidRequest, NotFound, type Thing } from '../http/http.problems.js';
import type { Problem } from '../http/problem.js';
import type { Texts } from '../words/language.js';

const problems = new Map<string, () => Problem>();

/**
 * Registers the problem that a violation of the constraint is answered with, so that a race gets the same answer as an
 * earlier check. Called by `*.problems.ts` files when they are loaded.
 */
export function constraintMeans(constraint: string, problem: () => Problem): void {
  problems.set(constraint, problem);
}

/** As `constraintMeans`, for the foreign keys of an id that requests name: 404, as if it had been looked up before. */
export function foreignKeysTo(what: Thing, ...constraints: string[]): void {
  for (const constraint of constraints) constraintMeans(constraint, () => new NotFound(what));
}

/** The names of the constraints whose violation is answered with a problem. */
export const constraintsWithProblem = (): ReadonlySet<string> => new Set(problems.keys());

/** Separates the name of a constraint from that of its partition, e.g. `things_once__2026_03`. */
export const PARTITION_MARK = '__';

/** The name of the violated constraint, without that of the partition; undefined for any other error. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const { constraint } = error.driverError as { constraint?: string };
  return constraint?.split(PARTITION_MARK)[0];
}

const NUL = {
  vi: 'Trong chữ có ký tự NUL; hãy gửi lại không có ký tự này.',
  en: 'A text contains a NUL character; send it without.',
};

// Data exceptions of PostgreSQL that valid input of any route can cause.
const UNSTORABLE: Record<string, Texts> = {
  // character_not_in_repertoire and untranslatable_character: JSON can contain NUL, a text column cannot.
  '22021': NUL,
  '22P05': NUL,
  // numeric_value_out_of_range: JSON has no largest number, an integer column has.
  '22003': {
    vi: 'Có số quá lớn hoặc quá nhỏ; hãy gửi số khác.',
    en: 'A number is too large or too small; send another one.',
  },
  // datetime_field_overflow, e.g. the year 0.
  '22008': {
    vi: 'Có ngày nằm ngoài lịch; hãy gửi ngày khác.',
    en: 'A date is outside of the calendar; send another one.',
  },
};

const HALF_CHARACTER = {
  vi: 'Trong chữ có nửa ký tự (mã thay thế lẻ); hãy gửi lại không có mã này.',
  en: 'A text contains half a character (a lone surrogate); send it without.',
};
/** JSON is always made by this process; what PostgreSQL cannot read in it is half of a character that somebody sent. */
const UNREADABLE_JSON = /^invalid input syntax for type json/;

/** Throws the problem that `error` means, or `error` itself. */
export function rethrowAsProblem(error: unknown): never {
  const unstorable = UNSTORABLE[sqlStateOf(error) ?? ''] ?? (hasHalfCharacter(error) ? HALF_CHARACTER : undefined);
  if (unstorable) throw new InvalidRequest([], unstorable);
  const constraint = violatedConstraint(error);
  const problem = constraint ? problems.get(constraint) : undefined;
  throw problem ? problem() : error;
}

const hasHalfCharacter = (error: unknown): boolean =>
  sqlStateOf(error) === '22P02' && error instanceof Error && UNREADABLE_JSON.test(error.message);

const sqlStateOf = (error: unknown): string | undefined =>
  error instanceof QueryFailedError ? (error.driverError as { code?: string }).code : undefined;

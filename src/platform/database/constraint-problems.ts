import { QueryFailedError } from 'typeorm';
import { InvalidRequest, type Problem } from '../http/problem.js';

const problems = new Map<string, () => Problem>();

/**
 * Says which problem the violation of a named constraint is, so that a race and a check beforehand give one answer.
 * Called by `*.problems.ts` files when they are loaded.
 */
export function constraintMeans(constraint: string, problem: () => Problem): void {
  problems.set(constraint, problem);
}

/** Between the name of a constraint and that of the partition it was found in, e.g. `broadcasts_once__2026_03`. */
export const PARTITION_MARK = '__';

/** The name of the constraint that `error` reports, whichever partition it was found in. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const { constraint } = error.driverError as { constraint?: string };
  return constraint?.split(PARTITION_MARK)[0];
}

const NUL = 'A text contains a NUL character; send it without.';

// PostgreSQL's data exceptions that well-formed input of any route can cause, whatever its schema foresaw.
const UNSTORABLE: Record<string, string> = {
  // character_not_in_repertoire and untranslatable_character: JSON can carry a NUL, and no column can.
  '22021': NUL,
  '22P05': NUL,
  // datetime_field_overflow: there was no year 0.
  '22008': 'A date is outside of the calendar; send another one.',
};

export function rethrowAsProblem(error: unknown): never {
  const unstorable = UNSTORABLE[sqlStateOf(error) ?? ''];
  if (unstorable) throw new InvalidRequest([], unstorable);
  const constraint = violatedConstraint(error);
  const problem = constraint ? problems.get(constraint) : undefined;
  throw problem ? problem() : error;
}

const sqlStateOf = (error: unknown): string | undefined =>
  error instanceof QueryFailedError ? (error.driverError as { code?: string }).code : undefined;

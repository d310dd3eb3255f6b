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

// PostgreSQL's character_not_in_repertoire: a NUL in a text, which JSON can carry and no text column can.
const UNSTORABLE_TEXT = '22021';

export function rethrowAsProblem(error: unknown): never {
  if (isUnstorableText(error)) throw new InvalidRequest([], 'A text contains a NUL character; send it without.');
  const constraint = violatedConstraint(error);
  const problem = constraint ? problems.get(constraint) : undefined;
  throw problem ? problem() : error;
}

const isUnstorableText = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === UNSTORABLE_TEXT;

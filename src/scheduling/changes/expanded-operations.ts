import { InvalidRequest } from '../../platform/http/http.problems.js';
import { pointerTo } from '../../platform/http/validation.pipe.js';
import { Problem } from '../../platform/http/problem.js';
import type { Operation } from '../operations/operations.schemas.js';

/** What is done, operation by operation. */
export interface ExpandedOperations {
  steps: Operation[];
  /** For each of the steps the place, from 0, of the operation that was asked for. */
  askedAt: number[];
}

/** The member of an operation in which its fields are. */
const MEMBERS: Partial<Record<Operation['op'], string>> = { place: 'entry', change: 'changes', except: 'exception' };

/**
 * A problem of a step in terms of what was asked for.
 * @param isList several operations were sent: it names the one, and points into it
 */
export function inTermsOf({ steps, askedAt }: ExpandedOperations, error: unknown, isList: boolean): unknown {
  if (!(error instanceof Problem) || error.operation === undefined) return error;
  const [step, operation] = [steps[error.operation], askedAt[error.operation]];
  const member = step && MEMBERS[step.op];
  const isPointing = isList && error instanceof InvalidRequest && member !== undefined && error.errors?.length;
  const named = isPointing ? error.within(pointerTo('operations', String(operation), member)) : error;
  return Object.assign(named, { operation: isList ? operation : undefined });
}

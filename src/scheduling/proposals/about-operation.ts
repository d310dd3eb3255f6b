import { rethrowAsProblem } from '../../platform/database/constraint-problems.js';
import { Problem } from '../../platform/http/problem.js';

/** Does something for one of several operations; its problems name the operation. @param operation its place, from 0 */
export async function aboutOperation<Result>(operation: number, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    const meant = asProblem(error);
    if (meant instanceof Problem) meant.operation ??= operation;
    throw meant;
  }
}

function asProblem(error: unknown): unknown {
  try {
    return rethrowAsProblem(error);
  } catch (translated) {
    return translated;
  }
}

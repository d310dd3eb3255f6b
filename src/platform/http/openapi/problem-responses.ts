import { BodyTooDeep, TooManyValues } from '../bodies/bodies.problems.js';
import {
  AddressTooLong,
  DatabaseUnavailable,
  InternalError,
  InvalidRequest,
  MaybeStored,
  NotFound,
  OutOfDescriptors,
  ShuttingDown,
  TooLarge,
  TooManyRequests,
  UnsupportedMediaType,
} from '../http.problems.js';
import { OtherOrigin } from '../origin/origin.problems.js';
import type { ProblemClass, ProblemKind } from '../problem.js';
import { PROBLEM_MARK } from '../refuses.decorator.js';
import { schemaNameOf } from './problem-schemas.js';

/** What is known of an operation from the rest of its description. */
export interface DescribedOperation {
  parameters?: readonly { in: string; name: string }[];
  requestBody?: unknown;
  security?: readonly unknown[];
  responses?: Record<string, unknown>;
  [extension: string]: unknown;
}

// What follows from what an operation takes; what it requires of the caller is declared with that.
const ALWAYS = [
  InvalidRequest,
  UnsupportedMediaType,
  TooManyRequests,
  InternalError,
  DatabaseUnavailable,
  OutOfDescriptors,
  ShuttingDown,
];
// A body that is sent to a route that takes none is looked at all the same.
const OF_CHANGES = [MaybeStored, OtherOrigin, BodyTooDeep, TooLarge, TooManyValues];
const WITH_ID = [NotFound, AddressTooLong];

const LANGUAGE = { description: '`vi` or `en`, as Accept-Language asked', schema: { type: 'string' } };
const RETRY_AFTER = { description: 'Seconds to wait; add some at random', schema: { type: 'integer' } };
const SIZE = { description: 'How many bytes there are, e.g. `bytes */4200`', schema: { type: 'string' } };

/**
 * Adds a response for each status of the problems of an operation.
 * @param responses of the whole document: those that several operations give are described once
 */
export function describeProblems(
  operation: DescribedOperation,
  method: string,
  { kinds, responses }: { kinds: ReadonlyMap<string, ProblemKind>; responses: Record<string, object> },
): void {
  const declared = takeMarks(operation).flatMap((code) => kinds.get(code) ?? []);
  const all = [...impliedBy(operation, method).map(({ kind }) => kind), ...declared];
  operation.responses ??= {};
  for (const status of new Set(all.flatMap(statusesOf))) {
    const ofStatus = all.filter((kind) => statusesOf(kind).includes(status));
    const unique = [...new Set(ofStatus)];
    const name = [status, ...unique.map(({ code }) => code)].join('_');
    responses[name] ??= responseOf(status, unique);
    operation.responses[String(status)] = { $ref: `#/components/responses/${name}` };
  }
}

function takeMarks(operation: DescribedOperation): string[] {
  const marks = Object.keys(operation).filter((name) => name.startsWith(PROBLEM_MARK));
  for (const mark of marks) delete operation[mark];
  return marks.map((mark) => mark.slice(PROBLEM_MARK.length));
}

const statusesOf = ({ status, statuses = [] }: ProblemKind): number[] => [status, ...statuses];

function impliedBy({ parameters = [] }: DescribedOperation, method: string): ProblemClass[] {
  const isChange = method !== 'get' && method !== 'head';
  const hasId = parameters.some((parameter) => parameter.in === 'path');
  return [...ALWAYS, ...(isChange ? OF_CHANGES : []), ...(hasId ? WITH_ID : [])];
}

function responseOf(status: number, kinds: readonly ProblemKind[]): object {
  const schemas = kinds.map(({ code, extra }) => (extra ? schemaNameOf(code) : 'Problem'));
  const refs = [...new Set(schemas)].map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const headers = {
    'Content-Language': LANGUAGE,
    ...(status === 416 ? { 'Content-Range': SIZE } : {}),
    ...(status === 429 || status === 503 ? { 'Retry-After': RETRY_AFTER } : {}),
  };
  return {
    description: kinds.map(({ code, en }) => `\`${code}\`: ${en}`).join('\n\n'),
    headers,
    content: { 'application/problem+json': { schema: refs.length === 1 ? refs[0] : { anyOf: refs } } },
    'x-problem-codes': kinds.map(({ code }) => code),
  };
}

import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import { faultOf, type Issue, MISSING, wordingOf } from '../words/faults.js';
import { closed } from './closed-schema.js';
import { InvalidRequest } from './http.problems.js';
import type { FieldFault } from './problem.js';

// So that the answer is never larger than what was sent.
export const MOST_FAULTS = 100;
const LONGEST_MESSAGE = 500;

const NO_BODY = { vi: 'cần có nội dung dạng JSON', en: 'a JSON body is needed' };

const segmentKey = (segment: unknown): string =>
  String(typeof segment === 'object' && segment !== null && 'key' in segment ? segment.key : segment);

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** The JSON pointer (RFC 6901) of a member. */
export const pointerTo = (...path: readonly string[]): string => path.map((key) => `/${escapePointer(key)}`).join('');

const REPEATED = { vi: 'chỉ được nêu một lần', en: 'must be given once' };

/** The parameters of a query that are given more than once, which no route takes. */
function refuseRepeated(query: unknown): void {
  const repeated = Object.entries(query ?? {}).filter(([, value]) => Array.isArray(value));
  if (repeated.length === 0) return;
  const faults = repeated.map(([name]) => ({ pointer: pointerTo(name), message: REPEATED }));
  throw new InvalidRequest(faults.slice(0, MOST_FAULTS));
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids are compared in small letters; in an address people and programs may write them in capitals. */
const withoutCapitals = (value: unknown): unknown =>
  typeof value === 'string' && UUID.test(value) ? value.toLowerCase() : value;

type RequestIssue = Issue & { message: string; path?: readonly unknown[] | undefined };

/** The faults of an issue: one for each member that is not known. */
function faultsOf(issue: RequestIssue): FieldFault[] {
  const path = (issue.path ?? []).map(segmentKey);
  const { vi, en } = faultOf(issue);
  if (path.length === 0 && en === MISSING.en) return [{ pointer: '', message: NO_BODY }];
  const message = { vi: vi.slice(0, LONGEST_MESSAGE), en: en.slice(0, LONGEST_MESSAGE) };
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys : undefined;
  return (
    unknown?.map((key) => ({ pointer: pointerTo(...path, key), message })) ?? [{ pointer: pointerTo(...path), message }]
  );
}

/**
 * Checks what a route declares with `{ schema }`; bodies and queries have no members that their schema does not name (see
 * `closed`). Faults are listed with JSON pointers, the first hundred of them.
 */
class RequestValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => new InvalidRequest(issues.flatMap(faultsOf).slice(0, MOST_FAULTS)) });
  }

  /** Nothing is dropped before the check: `__proto__` and `constructor` are names like any others, and refused as unknown. */
  protected override stripProtoKeys(): void {}

  /** A parameter of the path is a value by itself: its faults are named after the parameter. */
  override async transform<T = unknown>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { data, schema, type } = metadata;
    if (type === 'query' && schema) refuseRepeated(value);
    const isClosed = schema instanceof z.ZodType && (type === 'body' || type === 'query');
    const declared = isClosed ? { ...metadata, schema: closed(schema) } : metadata;
    const given = type === 'param' ? withoutCapitals(value) : value;
    return super.transform<T>(given as T, declared).catch((error: unknown) => {
      throw data && error instanceof InvalidRequest ? error.within(pointerTo(data)) : error;
    });
  }
}

export function validationPipe(): RequestValidationPipe {
  z.config({ customError: (issue) => wordingOf(issue) });
  return new RequestValidationPipe();
}

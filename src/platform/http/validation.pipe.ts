import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import { faultOf, wordingOf } from '../words/faults.js';
import { InvalidRequest } from './http.problems.js';

// So that the answer is never larger than what was sent; a message may name everything that is not known.
const [MOST_FAULTS, LONGEST_MESSAGE] = [100, 500];

const segmentKey = (segment: unknown): string =>
  String(typeof segment === 'object' && segment !== null && 'key' in segment ? segment.key : segment);

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** Checks what a route declares with `{ schema }`; faults are listed with JSON pointers, the first hundred of them. */
class RequestValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({
      exceptionFactory: (issues) =>
        new InvalidRequest(
          issues.slice(0, MOST_FAULTS).map((issue) => {
            const { vi, en } = faultOf(issue);
            return {
              pointer: (issue.path ?? []).map((segment) => `/${escapePointer(segmentKey(segment))}`).join(''),
              message: { vi: vi.slice(0, LONGEST_MESSAGE), en: en.slice(0, LONGEST_MESSAGE) },
            };
          }),
        ),
    });
  }

  /** A parameter of the path is a value by itself: its faults are named after the parameter. */
  override async transform<T = unknown>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { data } = metadata;
    return super.transform(value, metadata).catch((error: unknown) => {
      throw data && error instanceof InvalidRequest ? error.within(`/${escapePointer(data)}`) : error;
    });
  }
}

export function validationPipe(): RequestValidationPipe {
  z.config({ customError: (issue) => wordingOf(issue) });
  return new RequestValidationPipe();
}

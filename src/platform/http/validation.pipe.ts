import { StandardSchemaValidationPipe } from '@nestjs/common';
import { InvalidRequest } from './problem.js';

// So that the answer is never larger than what was sent; a message may name everything that is not known.
const [MOST_FAULTS, LONGEST_MESSAGE] = [100, 500];

const segmentKey = (segment: unknown): string =>
  String(typeof segment === 'object' && segment !== null && 'key' in segment ? segment.key : segment);

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** Checks what a route declares with `{ schema }`; faults are listed with JSON pointers, the first hundred of them. */
export const validationPipe = () =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      new InvalidRequest(
        issues.slice(0, MOST_FAULTS).map((issue) => ({
          pointer: (issue.path ?? []).map((segment) => `/${escapePointer(segmentKey(segment))}`).join(''),
          message: issue.message.slice(0, LONGEST_MESSAGE),
        })),
      ),
  });

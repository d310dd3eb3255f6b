import { StandardSchemaValidationPipe } from '@nestjs/common';
import { InvalidRequest } from './problem.js';

const segmentKey = (segment: unknown): string =>
  String(typeof segment === 'object' && segment !== null && 'key' in segment ? segment.key : segment);

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** Checks what a route declares with `{ schema }`; every fault is listed with a JSON pointer. */
export const validationPipe = () =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      new InvalidRequest(
        issues.map((issue) => ({
          pointer: (issue.path ?? []).map((segment) => `/${escapePointer(segmentKey(segment))}`).join(''),
          message: issue.message,
        })),
      ),
  });

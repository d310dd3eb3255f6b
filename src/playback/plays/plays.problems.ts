import { Problem, UnsupportedMediaType } from '../../platform/http/problem.js';

/** 400: the body is declared as gzip and cannot be unpacked. */
export class BadGzip extends Problem {
  // Fastify reads the status of an error in the body's stream from this property.
  readonly statusCode = 400;

  constructor() {
    super({
      status: 400,
      code: 'bad-gzip',
      detail: 'The body is not valid gzip, or a part is missing; send it again.',
    });
  }
}

/** 415: plays are sent as plain JSON or gzipped. */
export class UnknownEncoding extends UnsupportedMediaType {
  readonly statusCode = 415;

  constructor(encoding: string) {
    super(`The content encoding ${encoding.slice(0, 40)} is not known; send plain JSON or gzip.`);
  }
}

/** 413: more plays in one call than PLAYS_PER_CALL; nothing of it was stored. */
export class TooManyPlays extends Problem {
  constructor(most: number) {
    const detail = `One call may hold ${most} events at most; nothing was stored. Send the rest in further calls.`;
    super({ status: 413, code: 'too-many-plays', detail, extra: { most } });
  }
}

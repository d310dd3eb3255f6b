/** One fault in the request; `pointer` is a JSON pointer into it (RFC 6901). */
export interface FieldFault {
  pointer: string;
  message: string;
}

interface ProblemParts {
  status: number;
  /** Stable, kebab-case; clients and translations depend on it. */
  code: string;
  /** What happened and what to do next, in plain English. */
  detail: string;
  errors?: FieldFault[];
  /** Further members of the problem document, e.g. the entries that clash. */
  extra?: Record<string, unknown>;
  /** Seconds to wait before trying again, sent as `Retry-After`. */
  retryAfter?: number;
}

/** When to try again after a fault that passes, in seconds. */
export const RETRY_SECONDS = 5;

/** A failure that a caller can act on, answered as a problem document (RFC 9457). Subclasses are in `*.problems.ts`. */
export abstract class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: FieldFault[] | undefined;
  readonly extra: Record<string, unknown>;
  readonly retryAfter: number | undefined;

  constructor(parts: ProblemParts) {
    super(parts.detail);
    this.name = new.target.name;
    this.status = parts.status;
    this.code = parts.code;
    this.errors = parts.errors;
    this.extra = parts.extra ?? {};
    this.retryAfter = parts.retryAfter;
  }
}

/** 400: the request does not match the schema of the route. */
export class InvalidRequest extends Problem {
  constructor(errors: FieldFault[], detail = 'Some of what was sent is not valid; see errors.') {
    super({ status: 400, code: 'invalid-request', detail, errors });
  }

  /** The same faults, found in the member of the request at `pointer`. */
  within(pointer: string): InvalidRequest {
    return new InvalidRequest((this.errors ?? []).map((fault) => ({ ...fault, pointer: pointer + fault.pointer })));
  }
}

/** 404: it does not exist, or the caller may not know of it. */
export class NotFound extends Problem {
  constructor(what: string) {
    super({ status: 404, code: 'not-found', detail: `There is no such ${what}, or you may not see it.` });
  }
}

/** 415: the route does not accept this media type; `detail` names the one to send. */
export class UnsupportedMediaType extends Problem {
  constructor(detail: string) {
    super({ status: 415, code: 'unsupported-media-type', detail });
  }
}

/** 429: too many requests from one address or one device. */
export class TooManyRequests extends Problem {
  constructor(retryAfter: number) {
    super({
      status: 429,
      code: 'too-many-requests',
      detail: `Too many requests; try again in ${retryAfter} seconds.`,
      retryAfter,
    });
  }
}

/** 503: this process is shutting down; another one, or its successor, will answer. */
export class ShuttingDown extends Problem {
  constructor() {
    const detail = 'The service is shutting down; try again in a few seconds.';
    super({ status: 503, code: 'shutting-down', detail, retryAfter: RETRY_SECONDS });
  }
}

/** 503: the database does not answer. Acknowledged changes are safe; this one was not stored. */
export class DatabaseUnavailable extends Problem {
  constructor() {
    const detail =
      'The database does not answer; try again in a few seconds. What was not acknowledged was not stored.';
    super({ status: 503, code: 'database-away', detail, retryAfter: RETRY_SECONDS });
  }
}

/** 503: the connection to the database was lost while a change was being stored, or after a part of it was. */
export class MaybeStored extends Problem {
  /** @param cause why the connection was lost */
  constructor(override readonly cause: unknown) {
    const detail =
      'The database went away while the change was being stored, so it may be stored or not; ' +
      'look in a few seconds, before you send it again.';
    super({ status: 503, code: 'maybe-stored', detail, retryAfter: RETRY_SECONDS });
  }
}

/** 503: this process has no file or connection left to answer with. */
export class OutOfDescriptors extends Problem {
  constructor() {
    const detail = 'The service has too many open files and connections; try again in a few seconds.';
    super({ status: 503, code: 'out-of-descriptors', detail, retryAfter: RETRY_SECONDS });
  }
}

import { Problem } from '../problem.js';

/** 428: a change of something that several people edit needs `If-Match` with the ETag of what was read. */
export class PreconditionRequired extends Problem {
  constructor() {
    const detail =
      'Send If-Match with the ETag that came with what you read (its `revision` in quotes), so that nobody else’s ' +
      'change is lost. `*` is not accepted.';
    super({ status: 428, code: 'precondition-required', detail });
  }
}

/** 412: somebody else changed it since the caller read it; nothing was stored. `current` is what it is now. */
export class PreconditionFailed extends Problem {
  constructor(current?: object) {
    const detail = 'Somebody else has changed this since you read it. Nothing was stored; compare with `current`.';
    super({ status: 412, code: 'precondition-failed', detail, ...(current ? { extra: { current } } : {}) });
  }
}

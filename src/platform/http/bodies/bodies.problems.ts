import { Problem, UnsupportedMediaType } from '../problem.js';

/** 400: arrays or objects inside each other, deeper than BODY_MAX_DEPTH. */
export class BodyTooDeep extends Problem {
  constructor(maxDepth: number) {
    const detail = `The body has more than ${maxDepth} arrays or objects inside each other; no request needs that.`;
    super({ status: 400, code: 'body-too-deep', detail, extra: { maxDepth } });
  }
}

/** 413: more elements and members than BODY_MAX_VALUES in all, or than BODY_MAX_MEMBERS in one object. */
export class TooManyValues extends Problem {
  constructor({ maxValues, maxMembers }: { maxValues: number; maxMembers: number }) {
    const detail =
      `The body has more than ${maxValues} elements and members, or an object in it more than ${maxMembers}; ` +
      'send it in several requests.';
    super({ status: 413, code: 'too-many-values', detail, extra: { maxValues, maxMembers } });
  }
}

/** 400: the body is declared as gzip and cannot be unpacked. */
export class BadGzip extends Problem {
  constructor() {
    const detail = 'The body is not valid gzip, or a part is missing; send it again.';
    super({ status: 400, code: 'bad-gzip', detail });
  }
}

/** 415: the body is compressed in a way that the route does not accept. */
export class UnknownEncoding extends UnsupportedMediaType {
  constructor(encoding: string, isGzipTaken: boolean) {
    const accepted = isGzipTaken ? 'send it plain or gzipped' : 'send it uncompressed';
    super(`The content encoding ${encoding.slice(0, 40)} is not accepted here; ${accepted}.`);
  }
}

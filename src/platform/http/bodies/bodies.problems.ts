import { z } from 'zod';
import { UnsupportedMediaType } from '../http.problems.js';
import { problem } from '../problem.js';

/** 400: arrays or objects inside each other, deeper than BODY_MAX_DEPTH. */
export class BodyTooDeep extends problem({
  status: 400,
  code: 'body-too-deep',
  vi: 'Danh sách và đối tượng trong nội dung lồng nhau quá {maxDepth} tầng; không yêu cầu nào cần đến thế.',
  en: 'Arrays and objects in the body are nested more than {maxDepth} deep; no request needs that.',
  extra: z.object({ maxDepth: z.int() }),
}) {
  constructor(maxDepth: number) {
    super({ extra: { maxDepth } });
  }
}

/** 413: more elements and members than BODY_MAX_VALUES in all, or than BODY_MAX_MEMBERS in one object. */
export class TooManyValues extends problem({
  status: 413,
  code: 'too-many-values',
  vi: 'Nội dung có hơn {maxValues} phần tử, hoặc một đối tượng có hơn {maxMembers}; hãy chia thành nhiều yêu cầu.',
  en: 'The body has more than {maxValues} elements and members, or an object in it more than {maxMembers}; send it in several requests.',
  extra: z.object({ maxValues: z.int(), maxMembers: z.int() }),
}) {
  constructor({ maxValues, maxMembers }: { maxValues: number; maxMembers: number }) {
    super({ extra: { maxValues, maxMembers } });
  }
}

/** 400: the body is declared as gzip and cannot be unpacked. */
export class BadGzip extends problem({
  status: 400,
  code: 'bad-gzip',
  vi: 'Nội dung không phải gzip hợp lệ, hoặc thiếu một phần; hãy gửi lại.',
  en: 'The body is not valid gzip, or a part is missing; send it again.',
}) {}

/** 415: the body is compressed in a way that the route does not accept. */
export class UnknownEncoding extends UnsupportedMediaType {
  constructor(encoding: string, isGzipTaken: boolean) {
    const named = encoding.slice(0, 40);
    super({
      vi: `Không nhận cách nén ${named} ở đây; hãy gửi ${isGzipTaken ? 'không nén hoặc nén gzip' : 'không nén'}.`,
      en: `The content encoding ${named} is not accepted here; send it ${isGzipTaken ? 'plain or gzipped' : 'uncompressed'}.`,
    });
  }
}

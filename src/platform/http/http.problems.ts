import { z } from 'zod';
import type { Texts } from '../words/language.js';
import { type FieldFault, problem } from './problem.js';

/** When to try again after a fault that passes, in seconds. */
export const RETRY_SECONDS = 5;

/** 400: the request does not match the schema of the route. */
export class InvalidRequest extends problem({
  status: 400,
  code: 'invalid-request',
  vi: 'Một phần nội dung gửi lên không hợp lệ; xem errors.',
  en: 'Some of what was sent is not valid; see errors.',
}) {
  constructor(errors: readonly FieldFault[], detail?: Texts) {
    super({ errors, ...(detail ? { detail } : {}) });
  }

  /** The same faults, found in the member of the request at `pointer`. */
  within(pointer: string): InvalidRequest {
    return new InvalidRequest((this.errors ?? []).map((fault) => ({ ...fault, pointer: pointer + fault.pointer })));
  }
}

/** What requests name by id, and how Vietnamese calls it. */
const THINGS = {
  'change of the schedule': 'lần thay đổi lịch',
  'API token': 'mã API',
  audio: 'âm thanh',
  broadcast: 'lượt phát',
  centre: 'trung tâm',
  cluster: 'cụm loa',
  cover: 'ảnh bìa',
  device: 'thiết bị',
  entry: 'mục trong lịch phát',
  exception: 'ngoại lệ của mục',
  grant: 'quyền được giao',
  group: 'nhóm đài',
  person: 'người dùng',
  program: 'chương trình',
  segment: 'chuyên mục',
  session: 'phiên đăng nhập',
  station: 'đài',
  trim: 'lần cắt âm thanh',
  unit: 'đơn vị hành chính',
  upload: 'lần tải lên',
  'version of the playlist': 'phiên bản danh sách phát',
  waveform: 'biểu đồ âm thanh',
} satisfies Record<string, string>;
export type Thing = keyof typeof THINGS;

/** 404: it does not exist, or the caller may not know of it. */
export class NotFound extends problem({
  status: 404,
  code: 'not-found',
  vi: 'Không có {what} này, hoặc bạn không được xem.',
  en: 'There is no such {what}, or you may not see it.',
  extra: z.object({
    ids: z.array(z.uuid()).optional().describe('Those of what was sent, where it names several things'),
  }),
}) {
  /** @param ids what was named and is not found */
  constructor(
    readonly what: Thing,
    ids?: readonly string[],
  ) {
    super({ ...(ids ? { extra: { ids } } : {}), values: { what: { vi: THINGS[what], en: what } } });
  }
}

/** 404: no route has this address. */
export class NoSuchRoute extends problem({
  status: 404,
  code: 'no-such-route',
  vi: 'Không có địa chỉ này; xem /api/docs.',
  en: 'There is nothing at this address; see /api/docs.',
}) {}

/** 405: the address is known, and does not have this method; `Allow` names those that it has. */
export class MethodNotAllowed extends problem({
  status: 405,
  code: 'method-not-allowed',
  vi: 'Địa chỉ này không nhận phương thức {method}; hãy dùng: {allow}.',
  en: 'This address does not take the method {method}; use one of: {allow}.',
  extra: z.object({ allow: z.array(z.string()).describe('The methods of this address, as in the header `Allow`') }),
}) {
  constructor(method: string, allow: readonly string[]) {
    super({ extra: { allow }, values: { method } });
  }
}

/** 414: a part of the path is longer than any id. */
export class AddressTooLong extends problem({
  status: 414,
  code: 'address-too-long',
  vi: 'Một phần của địa chỉ quá dài để là mã (id).',
  en: 'A part of the address is too long to be an id.',
}) {}

/** 413: what was sent is larger than the limit of the route. */
export class TooLarge extends problem({
  status: 413,
  code: 'too-large',
  vi: 'Nội dung gửi lên lớn hơn giới hạn của địa chỉ này; hãy gửi nội dung ngắn hơn hoặc nén nhiều hơn.',
  en: 'What was sent is larger than the limit here; send something shorter, or compress it more.',
  extra: z.object({ maxBytes: z.int().optional().describe('Absent where a part of the request is too large') }),
}) {
  constructor(maxBytes?: number) {
    super({ extra: maxBytes === undefined ? {} : { maxBytes } });
  }
}

/** 415: the route does not accept this media type; `detail` names the one to send. */
export class UnsupportedMediaType extends problem({
  status: 415,
  code: 'unsupported-media-type',
  vi: 'Loại nội dung này không được nhận ở đây.',
  en: 'This type of content is not accepted here.',
}) {
  constructor(detail: Texts) {
    super({ detail });
  }
}

/** 4xx of the HTTP server itself that has no code of its own, e.g. a request that is not valid HTTP. */
export class Refused extends problem({
  status: 400,
  code: 'refused',
  vi: 'Yêu cầu này không được nhận: {because}',
  en: 'This request is not accepted: {because}',
}) {
  constructor(status: number, because: string) {
    super({ status, values: { because } });
  }
}

/** 408: the request took too long to arrive. */
export class TooSlow extends problem({
  status: 408,
  code: 'too-slow',
  vi: 'Yêu cầu đến quá chậm; hãy gửi lại.',
  en: 'The request took too long to arrive; send it again.',
}) {}

/** 417: the header `Expect` asks for something else than `100-continue`. */
export class ExpectationFailed extends problem({
  status: 417,
  code: 'expectation-failed',
  vi: 'Hệ thống không đáp ứng được phần đầu (header) Expect này; hãy gửi lại không có Expect.',
  en: 'What the header Expect asks for cannot be met; send the request without it.',
}) {}

/** 431: more or longer headers than the server reads. */
export class HeadersTooLarge extends problem({
  status: 431,
  code: 'headers-too-large',
  vi: 'Phần đầu (header) của yêu cầu quá lớn.',
  en: 'The headers of the request are too large.',
}) {}

/** 429: too many requests from one address or one device. */
export class TooManyRequests extends problem({
  status: 429,
  code: 'too-many-requests',
  vi: 'Quá nhiều yêu cầu; hãy thử lại sau {retryAfter} giây.',
  en: 'Too many requests; try again in {retryAfter} seconds.',
}) {
  constructor(retryAfter: number) {
    super({ retryAfter });
  }
}

/** 500: a fault of the service, which is in its log under the id of the request. */
export class InternalError extends problem({
  status: 500,
  code: 'internal',
  vi: 'Có lỗi trong hệ thống. Hãy thử lại; nếu vẫn lỗi, báo cho quản trị viên kèm requestId.',
  en: 'Something went wrong on our side. Try again; if it happens again, tell an administrator the requestId.',
}) {}

/** 503: this process is shutting down; another one, or its successor, will answer. */
export class ShuttingDown extends problem({
  status: 503,
  code: 'shutting-down',
  vi: 'Hệ thống đang dừng; hãy thử lại sau vài giây.',
  en: 'The service is shutting down; try again in a few seconds.',
}) {
  constructor() {
    super({ retryAfter: RETRY_SECONDS });
  }
}

/** 503: the database does not answer. Acknowledged changes are safe; this one was not stored. */
export class DatabaseUnavailable extends problem({
  status: 503,
  code: 'database-away',
  vi: 'Cơ sở dữ liệu không trả lời; hãy thử lại sau vài giây. Những gì chưa được xác nhận thì chưa được lưu.',
  en: 'The database does not answer; try again in a few seconds. What was not acknowledged was not stored.',
}) {
  constructor() {
    super({ retryAfter: RETRY_SECONDS });
  }
}

/** 503: the connection to the database was lost while a change was being stored, or after a part of it was. */
export class MaybeStored extends problem({
  status: 503,
  code: 'maybe-stored',
  vi: 'Mất kết nối tới cơ sở dữ liệu trong lúc lưu, nên thay đổi có thể đã được lưu hoặc chưa; hãy xem lại sau vài giây trước khi gửi lại.',
  en: 'The database went away while the change was being stored, so it may be stored or not; look in a few seconds, before you send it again.',
}) {
  /** @param cause why the connection was lost */
  constructor(override readonly cause: unknown) {
    super({ retryAfter: RETRY_SECONDS });
  }
}

/** 503: this process has no file or connection left to answer with. */
export class OutOfDescriptors extends problem({
  status: 503,
  code: 'out-of-descriptors',
  vi: 'Hệ thống đang mở quá nhiều tệp và kết nối; hãy thử lại sau vài giây.',
  en: 'The service has too many open files and connections; try again in a few seconds.',
}) {
  constructor() {
    super({ retryAfter: RETRY_SECONDS });
  }
}

/** 503: something that the service needs does not work; the members of the document say what. */
export class NotReady extends problem({
  status: 503,
  code: 'not-ready',
  vi: 'Hệ thống chưa sẵn sàng; hãy thử lại sau vài giây.',
  en: 'The service is not ready; try again in a few seconds.',
  extra: z.object({ parts: z.record(z.string(), z.unknown()).optional() }),
}) {
  /** @param parts each part that the service needs, and what is wrong with it */
  constructor(parts?: Record<string, unknown>) {
    super({ retryAfter: RETRY_SECONDS, extra: parts === undefined ? {} : { parts } });
  }
}

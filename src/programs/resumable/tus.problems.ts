import { InvalidRequest, NotFound } from '../../platform/http/http.problems.js';
import { type FieldFault, type Problem, problem } from '../../platform/http/problem.js';
import { MISSING } from '../../platform/words/faults.js';
import type { Texts } from '../../platform/words/language.js';

/** 409: the bytes do not continue where the upload has stopped. */
export class OtherOffset extends problem({
  status: 409,
  code: 'other-offset',
  vi: 'Hãy hỏi bằng HEAD đã nhận bao nhiêu byte, rồi gửi tiếp từ đó.',
  en: 'Ask with HEAD how many bytes have arrived, and continue from there.',
}) {}

/** 412: not the version of the protocol. */
export class NotTus extends problem({
  status: 412,
  code: 'not-tus',
  vi: 'Tải lên nối tiếp dùng tus 1.0.0; hãy gửi Tus-Resumable: 1.0.0.',
  en: 'Resumable uploads use tus 1.0.0; send Tus-Resumable: 1.0.0.',
}) {}

/** 413: more bytes than the upload was begun with. */
export class LongerThanAnnounced extends problem({
  status: 413,
  code: 'longer-than-announced',
  vi: 'Nhận được nhiều byte hơn Upload-Length đã báo; hãy bắt đầu lần tải lên mới.',
  en: 'More bytes arrived than Upload-Length announced; begin a new upload.',
}) {}

/** 423: two requests write to one upload. */
export class UploadBusy extends problem({
  status: 423,
  code: 'upload-busy',
  vi: 'Có yêu cầu khác đang ghi vào lần tải lên này; hãy thử lại sau giây lát.',
  en: 'Another request is writing to this upload; try again in a moment.',
}) {}

/** 400: a part of tus that is not offered. */
export class NotSupported extends problem({
  status: 400,
  code: 'not-supported',
  vi: 'Hãy báo độ dài ngay từ đầu, và gửi một tệp trong một lần tải lên.',
  en: 'Announce the length at the beginning, and send one file in one upload.',
}) {}

const PROBLEMS: Record<number, new () => Problem> = {
  409: OtherOffset,
  412: NotTus,
  413: LongerThanAnnounced,
  423: UploadBusy,
  501: NotSupported,
};

/** The problem for an error response of the tus server. */
export function tusProblem(status: number, text: string): Problem {
  if (status === 404 || status === 410) return new NotFound('upload');
  if (/tus-resumable/i.test(text)) return new NotTus();
  const Known = PROBLEMS[status];
  if (Known) return new Known();
  const faults = headerFaultsOf(text);
  const detail = text.trim();
  return faults.length > 0
    ? new InvalidRequest(faults)
    : new InvalidRequest([], { vi: `Không nhận được phần tải lên: ${detail}`, en: detail });
}

const HEADER = /\b(?:upload-(?:length|offset|metadata)|content-type)\b/gi;
const NOT_VALID: Texts = { vi: 'không hợp lệ trong tus 1.0.0', en: 'is not valid in tus 1.0.0' };

/** The headers that a message of the tus server names, which says of each that it is missing or not valid. */
function headerFaultsOf(text: string): FieldFault[] {
  const message = /required/.test(text) ? MISSING : NOT_VALID;
  const names = new Set(text.match(HEADER)?.map((name) => name.toLowerCase()));
  return [...names].map((name) => ({
    pointer: `/${name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase())}`,
    message,
  }));
}

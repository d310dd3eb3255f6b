import type { Texts } from '../../platform/words/language.js';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { InvalidRequest } from '../../platform/http/http.problems.js';
import { pointerTo } from '../../platform/http/validation.pipe.js';
import { UNKNOWN } from '../../platform/words/faults.js';
import { Problem } from '../../platform/http/problem.js';

const FIELD = 'file';
const DRAIN_MS = 10_000;

export interface FormFile {
  stream: Readable;
  fileName: string | undefined;
  /** Reads what comes after the file. @throws InvalidRequest when it is anything but the end of the form, or takes too long */
  expectEnd(): Promise<void>;
}

/**
 * The file in the field `file` of a form that has nothing else.
 * @throws InvalidRequest when the request is not a form, begins with something else, or no file begins in time
 */
export async function fileOf(request: FastifyRequest, { waitSeconds }: { waitSeconds: number }): Promise<FormFile> {
  if (!request.isMultipart()) throw faulty(MISSING);
  const parts = request.parts();
  const part = await nextOf(parts, waitSeconds);
  if (part && part.fieldname !== FIELD) throw unknownField(part);
  if (part?.type !== 'file') throw faulty(MISSING);
  part.file.once('error', (error: Error) => parserFaults.add(error));
  const expectEnd = async () => {
    const more = await nextOf(parts, waitSeconds);
    if (more) throw more.fieldname === FIELD ? faulty(TWICE) : unknownField(more);
  };
  return { stream: part.file, fileName: part.filename, expectEnd };
}

/** Errors of streams of files. One that has a `syscall` is of the disk that the file was written to. */
const parserFaults = new WeakSet<object>();

/**
 * The next part; undefined after the last one. The timeout is needed because the parser hangs when it skips a large part,
 * e.g. one with an unreadable header (busboy 3.2).
 */
async function nextOf(parts: ReturnType<FastifyRequest['parts']>, waitSeconds: number) {
  const found = new AbortController();
  const late = pause(waitSeconds * 1_000, undefined, { signal: found.signal });
  try {
    const next = await Promise.race([parts.next(), late]);
    if (!next) throw new Error('The form stands still.');
    return next.done ? undefined : next.value;
  } catch (error) {
    // Whatever the parser cannot read: a boundary that is missing or too long, broken headers, too many parts.
    throw faulty(isTooManyFiles(error) ? TWICE : NOT_A_FORM);
  } finally {
    found.abort();
  }
}

/** The problem for a malformed form or a lost connection; any other error unchanged. */
export function asFormFault(error: unknown): unknown {
  return isFormFault(error) ? faulty(INCOMPLETE) : error;
}

/**
 * Reads and discards the rest of a refused request: a client that is still sending would not see the response otherwise.
 * Closes the connection after DRAIN_MS.
 */
export function drain(request: IncomingMessage): void {
  if (request.readableEnded || request.destroyed) return;
  const end = setTimeout(() => request.destroy(), DRAIN_MS).unref();
  request.once('close', () => clearTimeout(end));
  request.unpipe();
  request.resume();
}

function isFormFault(error: unknown): boolean {
  // A problem was thrown by whoever reads the file, which ends its stream with it: that it is too large, for example.
  if (typeof error !== 'object' || error === null || error instanceof Problem) return false;
  // The errors of Fastify are no native errors, so only their members tell what they are.
  const { code = '', message = '', syscall } = error as Partial<NodeJS.ErrnoException>;
  if (parserFaults.has(error) && syscall === undefined) return true;
  return /^(FST_|ECONNRESET|ERR_STREAM_PREMATURE_CLOSE)/.test(code) || /multipart/i.test(message);
}

const MISSING = {
  vi: 'còn thiếu; hãy gửi biểu mẫu multipart/form-data có một tệp',
  en: 'is missing; send a multipart/form-data form with one file in it',
};
const NOT_A_FORM = {
  vi: 'không tìm thấy: biểu mẫu không phải multipart/form-data hợp lệ',
  en: 'could not be found: the form is not valid multipart/form-data',
};
const INCOMPLETE = { vi: 'chưa đến đủ; hãy gửi lại', en: 'did not arrive completely; send it again' };

const TWICE = {
  vi: 'chỉ được gửi một tệp; biểu mẫu này còn tệp khác, nên không có gì được lưu',
  en: 'must be the only file; this form has another one, so nothing was stored',
};

const isTooManyFiles = (error: unknown): boolean =>
  (error as Partial<NodeJS.ErrnoException> | null)?.code === 'FST_FILES_LIMIT';

const unknownField = ({ fieldname }: { fieldname: string }) =>
  new InvalidRequest([{ pointer: pointerTo(fieldname.slice(0, 100)), message: UNKNOWN }]);

const faulty = (message: Texts) => new InvalidRequest([{ pointer: `/${FIELD}`, message }]);

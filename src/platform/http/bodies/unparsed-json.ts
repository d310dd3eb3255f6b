import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { PayloadTooLargeException } from '@nestjs/common';
import { InvalidRequest } from '../http.problems.js';
import { BadGzip, BodyTooDeep, TooManyValues } from './bodies.problems.js';
import { type JsonLimits, shapeFaultOf } from './json-shape.js';

const unpack = promisify(gunzip);

/** A JSON body as it arrived. It is parsed only when the request has been admitted. */
export class UnparsedJson {
  constructor(
    readonly bytes: Buffer,
    readonly isGzipped: boolean,
  ) {}
}

/**
 * The value of a JSON body; undefined when it is empty.
 * @param maxBytes after unpacking
 * @throws InvalidRequest when it is not UTF-8 or not JSON
 * @throws BadGzip, BodyTooDeep, TooManyValues, PayloadTooLargeException
 */
export async function parseJsonBody(
  { bytes, isGzipped }: UnparsedJson,
  { maxBytes, ...limits }: JsonLimits & { maxBytes: number },
): Promise<unknown> {
  const plain = isGzipped ? await unpack(bytes, { maxOutputLength: maxBytes }).catch(rethrowUnpacking) : bytes;
  return plain.length === 0 ? undefined : parseJson(plain, limits);
}

function parseJson(bytes: Buffer, limits: JsonLimits): unknown {
  const found = shapeFaultOf(bytes, limits);
  if (found?.fault === 'too-deep') throw new BodyTooDeep(limits.maxDepth);
  if (found) throw new TooManyValues(limits);
  const text = decode(bytes);
  try {
    // Makes members of their own of `__proto__` and `constructor`; they are refused or dropped like other unknown ones.
    return JSON.parse(text) as unknown;
  } catch {
    throw new InvalidRequest([], { vi: 'Nội dung không phải JSON hợp lệ.', en: 'The body is not valid JSON.' });
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidRequest([], { vi: 'Nội dung không phải UTF-8 hợp lệ.', en: 'The body is not valid UTF-8.' });
  }
}

function rethrowUnpacking(error: NodeJS.ErrnoException): never {
  if (error.code === 'ERR_BUFFER_TOO_LARGE') throw new PayloadTooLargeException('The unpacked body is too large.');
  throw new BadGzip();
}

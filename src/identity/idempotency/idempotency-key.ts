import { createHash } from 'node:crypto';
import { InvalidRequest } from '../../platform/http/http.problems.js';

const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * Reads `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a string in quotes; without them is fine too.
 * @throws InvalidRequest unless it is 1 to 200 visible ASCII characters
 */
export function idempotencyKey(header: string | readonly string[]): string {
  const text = String(header).trim();
  const key = /^"(.*)"$/.exec(text)?.[1] ?? text;
  if (KEY.test(key)) return key;
  const message = {
    vi: 'phải là 1 đến 200 ký tự ASCII nhìn thấy được, ví dụ một UUID',
    en: 'must be 1 to 200 visible ASCII characters, e.g. a UUID',
  };
  throw new InvalidRequest([{ pointer: '/Idempotency-Key', message }]);
}

export interface KeyedRequest {
  method: string;
  url: string;
  body?: unknown;
  /** The API token that it is sent with: an answer is repeated to the token only that has got it. */
  tokenId: string | undefined;
}

/** What a request asks for. Two requests with equal fingerprints ask for the same, whatever the order of members. */
export function fingerprintOf({ method, url, body, tokenId = '' }: KeyedRequest): Buffer {
  const hash = createHash('sha256').update(`${method} ${url}\n${tokenId}\n`);
  return hash.update(Buffer.isBuffer(body) ? body : (JSON.stringify(body ?? null, sortMembers) ?? '')).digest();
}

const sortMembers = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

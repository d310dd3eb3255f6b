import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidRequest } from '../../platform/http/http.problems.js';
import { fingerprintOf, idempotencyKey } from './idempotency-key.js';

describe('an idempotency key', () => {
  it.each([
    ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['8e03978e', '8e03978e'],
    [' "a" ', 'a'],
    ['"', '"'],
    ['a'.repeat(200), 'a'.repeat(200)],
  ])('%j is read as %j', (header, key) => {
    expect(idempotencyKey(header)).toBe(key);
  });

  it.each(['', '""', ' ', 'a b', 'khoá', 'a'.repeat(201), 'a\u0000', '"a", "b"'])('%j is refused', (header) => {
    expect(() => idempotencyKey(header)).toThrow(InvalidRequest);
  });
});

describe('the fingerprint of a request', () => {
  const fingerprint = (body: unknown, url = '/a', tokenId?: string) =>
    fingerprintOf({ method: 'POST', url, body, tokenId }).toString('hex');
  const json = fc.jsonValue({ maxDepth: 4 });

  it('is that of another request only if that asks for the same', () => {
    fc.assert(
      fc.property(json, json, (one, other) => {
        // JSON has one zero only.
        const isSame = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
        expect(fingerprint(one) === fingerprint(other)).toBe(isSame);
      }),
    );
  });

  it('does not depend on the order of members', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), (body) => {
        const turned = Object.fromEntries(Object.entries(body).toReversed());
        expect(fingerprint({ in: [turned] })).toBe(fingerprint({ in: [body] }));
      }),
    );
  });

  it('tells routes, queries, bodies of bytes and API tokens apart', () => {
    const all = [fingerprint({}), fingerprint({}, '/b'), fingerprint({}, '/a?x=1'), fingerprint(Buffer.from('{}x'))];
    all.push(fingerprint({}, '/a', 'one'), fingerprint({}, '/a', 'other'));
    all.push(fingerprint(undefined), fingerprint([]), fingerprint(Buffer.from('name,kind')));
    expect(new Set(all).size).toBe(all.length);
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([key, member]): [string, unknown] => [key, sorted(member)])
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .concat([['object', true]]);
}

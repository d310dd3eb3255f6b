import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TOTP } from 'otpauth';
import { asBase32, newTotpSecret, otpauthUri, stepOfCode } from './totp.js';

// RFC 6238, appendix B: the secret "12345678901234567890" and the last six digits of its codes.
const SECRET = Buffer.from('12345678901234567890');
const KNOWN = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
] as const;

const at = (seconds: number) => new Date(seconds * 1_000);
const stepAt = (seconds: number) => Math.floor(seconds / 30);
const codeAt = (secret: Buffer, seconds: number) =>
  new TOTP({ secret: asBase32(secret) }).generate({ timestamp: seconds * 1_000 });

describe('a code of an authenticator app', () => {
  it.each(KNOWN)('at second %d is that of RFC 6238, %s', (seconds, code) => {
    expect(stepOfCode(SECRET, code, { at: at(seconds), after: 0 })).toBe(stepAt(seconds));
  });

  it('is right one step early and one step late, and no more', () => {
    const now = fc.integer({ min: 1_000_000, max: 4_000_000_000 });
    fc.assert(
      fc.property(now, fc.integer({ min: -5, max: 5 }), (seconds, drift) => {
        const given = codeAt(SECRET, seconds + drift * 30);
        const near = [-1, 0, 1].map((steps) => codeAt(SECRET, seconds + steps * 30));
        // Two steps may have the same code by chance.
        const step = stepOfCode(SECRET, given, { at: at(seconds), after: 0 });
        expect(step !== undefined).toBe(near.includes(given));
      }),
      { numRuns: 50 },
    );
  });

  it('is wrong once its step, or a newer one, was used', () => {
    const [seconds, code] = KNOWN[3];
    const step = stepAt(seconds);
    expect(stepOfCode(SECRET, code, { at: at(seconds), after: step - 1 })).toBe(step);
    expect(stepOfCode(SECRET, code, { at: at(seconds), after: step })).toBeUndefined();
    expect(stepOfCode(SECRET, code, { at: at(seconds), after: step + 1 })).toBeUndefined();
  });

  it.each(['', '28708', '2870820', 'abcdef', '-28708', '287 82', '２８７０８２', 'đđđđđđ'])('is never “%s”', (code) => {
    expect(stepOfCode(SECRET, code, { at: at(59), after: 0 })).toBeUndefined();
  });

  it('follows from the URI that the app reads', () => {
    const secret = newTotpSecret();
    const uri = otpauthUri(secret, { issuer: 'Vang vang.example.vn', login: 'tran.lan@xa' });
    const query = new URL(uri).searchParams;
    expect(uri).toMatch(/^otpauth:\/\/totp\/Vang%20vang\.example\.vn:tran\.lan%40xa\?/);
    expect(query.get('secret')).toBe(asBase32(secret));
    expect(query.get('secret')).toMatch(/^[A-Z2-7]{32}$/);
    expect(query.get('issuer')).toBe('Vang vang.example.vn');
  });
});

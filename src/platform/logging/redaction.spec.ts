import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lineWithoutSecrets, withoutSecrets } from './redaction.js';

const NAMES =
  'ticket token code password otp access_token newPassword vang_session recovery_code enrolmentCode api_key pwd password_'.split(
    ' ',
  );
const hex = (letter: string) => letter.charCodeAt(0).toString(16).padStart(2, '0');

/** One spelling of `text`: each character as itself, in upper case, or percent-encoded up to three times. */
const spelled = (text: string) =>
  fc
    .tuple(...[...text].map(() => fc.constantFrom('plain', 'upper', '%', '%25', '%2525')))
    .map((how) => [...text].map((letter, index) => spelling(letter, how[index] ?? 'plain')).join(''));

function spelling(letter: string, how: string): string {
  if (how === 'plain') return letter;
  return how === 'upper' ? letter.toUpperCase() : `${how}${hex(letter)}`;
}

const secret = fc.stringMatching(/^[A-Za-z0-9_-]{8,60}$/);
const separator = fc.constantFrom('=', '%3D', '%3d', '%253D', '%25253d');
const before = fc.constantFrom(
  '/api/v1/preview?',
  '/x?a=b&',
  '/x%3F',
  'https://a.vn/y?limit=1%26',
  'Referer: /z?',
  ' ',
);
const after = fc.constantFrom('', '&limit=1', ' HTTP/1.1', '%26limit%3D1', '"');

describe('a line of the log', () => {
  it('holds no value of a secret parameter, however the name is spelled', () => {
    const name = fc.constantFrom(...NAMES).chain(spelled);
    fc.assert(
      fc.property(before, name, separator, secret, after, (start, named, equals, value, end) => {
        const text = `${start}${named}${equals}${value}${end}`;
        expect(withoutSecrets(text)).not.toContain(value);
        const line = JSON.stringify({ msg: text, req: { url: text }, err: { message: text, stack: [text] } });
        expect(lineWithoutSecrets(line)).not.toContain(value);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    'Bearer abcDEF123456789',
    'authorization: bearer%20abcDEF123456789',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcDEF123456789',
    '/me/A1bcdefghijklmnopqrstuvwxyz0123456789-_ABCDEF'.slice(0, 4 + 43),
    '/me/%41%31bcdefghijklmnopqrstuvwxyz0123456789-_ABCDEF'.slice(0, 4 + 43 + 4),
    '/thiet-lap/K3M7-9ACD-EFGH-JKMN-PQRT',
    '/ma-moi/k3m7%2D9acd-efgh-jkmn-pqrt',
    'cookie: vang_session=abcDEF123456789; a=b',
    'vang_api_abcDEF123456789abcDEF123456789',
    'ticket[]=abcDEF123456789',
    "password='abcDEF123456789",
    'password=<"abcDEF123456789',
  ])('holds no credential such as in %s', (text) => {
    const logged = withoutSecrets(text);
    expect(logged).toContain('…');
    for (const part of ['abcDEF', 'bcdefgh', 'abcD', 'K3M7', 'k3m7']) expect(logged).not.toContain(part);
  });

  it('holds no secret member of an object', () => {
    const line = JSON.stringify({ body: { password: 'hunter22', newToken: 'x1y2', code: 'invalid-request' } });
    expect(JSON.parse(lineWithoutSecrets(line))).toEqual({
      body: { password: '…', newToken: '…', code: 'invalid-request' },
    });
  });

  it('holds no parameters of a statement, whatever the error is called in it', () => {
    const error = { query: 'SELECT $1', parameters: ['hunter22'], driverError: { detail: 'Key (a)=(hunter22)' } };
    expect(lineWithoutSecrets(JSON.stringify({ error, list: [error] }))).not.toContain('hunter22');
  });

  it.each([
    '/api/v1/entries?from=2026-11-29&stationId=0190a0a0-0000-7000-8000-000000000000&limit=50',
    `audio ${'0123456789abcdef'.repeat(4)}`,
    'duplicate key value violates unique constraint "people_login_once"',
    '    at PermissionGuard.canActivate (file:///srv/vang/dist/src/identity/sessions/permission.guard.js:24:11)',
    'queue fault: connect ECONNREFUSED 127.0.0.1:6379',
  ])('keeps what is no secret: %s', (text) => expect(withoutSecrets(text)).toBe(text));

  it('is looked at in a time that grows with its length only', () => {
    for (const piece of ['%25', '%', 'a', 'a=', '%3d', 'ticket%3D', 'eyJ', '?', 'Bearer ']) {
      const text = piece.repeat(Math.ceil(20_000 / piece.length));
      expect(withoutSecrets(text).length).toBeLessThanOrEqual(text.length + 10);
    }
  });
});

import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { seal, unseal } from './sealed-secret.js';

const NOT_OPENED = /unable to authenticate data|authentication tag|Invalid/;

describe('a sealed secret', () => {
  const key = randomBytes(32);
  const secret = randomBytes(20);
  const sealed = seal(secret, key, 'lan');

  it('is opened with its key, for what it belongs to', () => {
    expect(unseal(sealed, key, 'lan')).toEqual(secret);
    expect(sealed.includes(secret)).toBe(false);
    expect(seal(secret, key, 'lan')).not.toEqual(sealed);
  });

  it('is not opened with another key, for something else, or when any part of it was changed', () => {
    expect(() => unseal(sealed, randomBytes(32), 'lan')).toThrow(NOT_OPENED);
    expect(() => unseal(sealed, key, 'minh')).toThrow(NOT_OPENED);
    for (const at of [0, 12, 28, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unseal(changed, key, 'lan')).toThrow(NOT_OPENED);
    }
    for (const length of [0, 11, 20, sealed.length - 1]) {
      expect(() => unseal(sealed.subarray(0, length), key, 'lan')).toThrow(NOT_OPENED);
    }
  });
});

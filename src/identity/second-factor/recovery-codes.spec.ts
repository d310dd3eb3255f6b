import { describe, expect, it } from '@jest/globals';
import { hashRecoveryCode, newRecoveryCodes, readRecoveryCode } from './recovery-codes.js';

describe('recovery codes', () => {
  it('are ten different ones, stored only as hashes', async () => {
    const { shown, salt, hashes } = await newRecoveryCodes();
    expect(new Set(shown).size).toBe(10);
    for (const code of shown) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/);
    const typed = await hashRecoveryCode(readRecoveryCode(shown[3] ?? '') ?? '', salt);
    expect(hashes.findIndex((hash) => hash.equals(typed))).toBe(3);
  });

  it('are read however they are typed', () => {
    for (const typed of ['7k2mq-x0d9w', '7K2MQ X0D9W', ' 7k2mqx0d9w ', '7k2mq-xod9w', '7k-2m-q-x0-d9-w']) {
      expect(readRecoveryCode(typed)).toBe('7k2mqx0d9w');
    }
    expect(readRecoveryCode('LiIo0-11111')).toBe('1110011111');
  });

  it.each(['', '123456', '123 456', '7k2mq-x0d9', '7k2mq-x0d9w-1', '7k2mq-x0d9u', '7k2mq-x0d9đ'])(
    'are not “%s”',
    (typed) => {
      expect(readRecoveryCode(typed)).toBeUndefined();
    },
  );
});

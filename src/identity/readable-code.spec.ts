import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALPHABET, asIssued, inGroups, newReadableCode } from './readable-code.js';

describe('a readable code', () => {
  it('has no look-alikes, and differs each time', () => {
    const codes = Array.from({ length: 200 }, () => newReadableCode(8));
    expect(new Set(codes).size).toBe(200);
    for (const code of codes) expect(code).toMatch(/^[34679ACDEFGHJKMNPQRTUVWXY]{8}$/);
    expect(new Set(codes.join('')).size).toBe(ALPHABET.length);
  });

  it('is shown in groups of four', () => {
    expect(inGroups('K3M79ACDE')).toBe('K3M7-9ACD-E');
  });

  it('is understood in lower case, in groups and with spaces', () => {
    const blanks = fc.array(fc.constantFrom('', ' ', '-', '\t'), { minLength: 21, maxLength: 21 });
    fc.assert(
      fc.property(blanks, fc.boolean(), (between, small) => {
        const code = newReadableCode(20);
        const typed = between.map((blank, index) => blank + code.charAt(index)).join('');
        expect(asIssued(small ? typed.toLowerCase() : typed)).toBe(code);
        expect(asIssued(inGroups(code))).toBe(code);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALPHABET, asIssued, newEnrolmentCode } from './enrolment-code.js';

describe('an enrolment code', () => {
  it('has eight characters without look-alikes, and differs each time', () => {
    const codes = Array.from({ length: 200 }, newEnrolmentCode);
    expect(new Set(codes).size).toBe(200);
    for (const code of codes) expect(code).toMatch(/^[34679ACDEFGHJKMNPQRTUVWXY]{8}$/);
    expect(new Set(codes.join('')).size).toBe(ALPHABET.length);
  });

  it('is understood in lower case, in groups and with spaces', () => {
    const blanks = fc.array(fc.constantFrom('', ' ', '-', '\t'), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(blanks, fc.boolean(), (between, small) => {
        const code = newEnrolmentCode();
        const typed = between.map((blank, index) => blank + code.charAt(index)).join('');
        expect(asIssued(small ? typed.toLowerCase() : typed)).toBe(code);
      }),
    );
  });
});

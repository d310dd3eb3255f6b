import { describe, expect, it } from '@jest/globals';
import { coverTypeOf } from './cover.js';

describe('what a cover is', () => {
  it.each([
    ['ffd8ffe000104a464946', 'image/jpeg'],
    ['89504e470d0a1a0a0000', 'image/png'],
    ['474946383961', undefined],
    ['3c73766720', undefined],
    ['3c68746d6c3e', undefined],
    ['ffd8', undefined],
    ['', undefined],
  ])('is told by its first bytes: %s', (hex, type) => expect(coverTypeOf(Buffer.from(hex, 'hex'))).toBe(type));
});

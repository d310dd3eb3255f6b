import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readRange } from './byte-range.js';

describe('readRange', () => {
  it.each([
    ['bytes=0-9', { start: 0, end: 9 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=90-400', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-400', { start: 0, end: 99 }],
    ['BYTES= 99-99', { start: 99, end: 99 }],
  ])('understands %s', (header, range) => expect(readRange(header, 100)).toEqual(range));

  it.each(['bytes=100-', 'bytes=100-120', 'bytes=-0'])('cannot satisfy %s of a hundred bytes', (header) =>
    expect(readRange(header, 100)).toBe('unsatisfiable'),
  );

  it.each([undefined, '', 'bytes=-', 'bytes=9-1', 'bytes=0-1,4-5', 'items=0-1', 'bytes=a-b'])(
    'gives the whole for %s',
    (header) => expect(readRange(header, 100)).toBeUndefined(),
  );

  it('never reaches outside of the file, whatever is asked', () => {
    fc.assert(
      fc.property(fc.option(fc.nat()), fc.option(fc.nat()), fc.nat(), (from, to, size) => {
        const range = readRange(`bytes=${from ?? ''}-${to ?? ''}`, size);
        if (range === undefined || range === 'unsatisfiable') return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(range.end).toBeLessThan(size);
      }),
    );
  });
});

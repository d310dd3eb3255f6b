import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeListening, type Stretch } from './judge-listening.js';

const rules = { part: 10, whole: 60 };
const left = (seconds: number, ...heard: [from: number, until: number][]) =>
  judgeListening(
    heard.map(([from, until]) => ({ from, until })),
    seconds,
    rules,
  ).left;

describe('listening before an approval', () => {
  it('needs ten seconds of the beginning, the middle and the end', () => {
    expect(left(180)).toEqual(['beginning', 'middle', 'end']);
    expect(left(180, [0, 10], [80, 90])).toEqual(['end']);
    expect(left(180, [0, 10], [80, 90], [170, 180])).toEqual([]);
  });

  it('is not done by jumping to the three parts', () => {
    expect(left(180, [0, 1], [80, 81], [170, 171])).toEqual(['beginning', 'middle', 'end']);
  });

  it('adds up what was played of a part in pieces, and counts a stretch for each part that it is in', () => {
    expect(left(180, [5, 10], [20, 25], [50, 130])).toEqual([]);
  });

  it('needs all of what is shorter than a minute, but for the inexactness of players', () => {
    expect(left(59, [0, 10], [20, 30], [40, 50])).toEqual(['beginning', 'middle', 'end']);
    expect(left(59, [0, 57])).toEqual(['end']);
    expect(left(59, [0, 58.2])).toEqual([]);
    expect(left(2, [0, 1.95])).toEqual([]);
  });

  it('is done once everything was played, and is never undone by playing more', () => {
    const stretches = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 30 })));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7_200 }), stretches, (seconds, gaps) => {
        expect(left(seconds, [0, seconds])).toEqual([]);
        const heard: Stretch[] = [];
        let more = new Set(left(seconds));
        for (const [gap, length] of gaps) {
          const from = (heard.at(-1)?.until ?? 0) + gap;
          heard.push({ from, until: from + length });
          const now = new Set(judgeListening(heard, seconds, rules).left);
          expect([...now].every((part) => more.has(part))).toBe(true);
          more = now;
        }
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { lineOfText, lineOrNothing, linesOfText, linesOrNothing } from './text.js';

const every = [lineOfText(20), linesOfText(20), linesOrNothing(20), lineOrNothing(20)];

describe('text that people write', () => {
  it('is kept in composed form, so that the same words are the same text', () => {
    for (const text of every) expect(text.parse('Thông báo'.normalize('NFD'))).toBe('Thông báo');
  });

  it('reads as it is written: what turns the direction of letters is dropped', () => {
    for (const text of every) expect(text.parse('bản tin \u202E3pm.\u202C\u2066x\u2069')).toBe('bản tin 3pm.x');
  });

  it('is missing when nothing of it can be seen', () => {
    expect(lineOfText(20).safeParse(' \u202E ').success).toBe(false);
    expect(linesOrNothing(20).parse(' \u202E ')).toBe('');
  });

  it('holds no control characters, and lines only where lines are meant', () => {
    for (const text of every) expect(text.safeParse('a\u0000b').success).toBe(false);
    expect(lineOfText(20).safeParse('a\nb').success).toBe(false);
    expect(linesOfText(20).parse('a\nb')).toBe('a\nb');
  });
});

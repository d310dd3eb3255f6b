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

  it.each([
    ['a change of direction', ' \u202E '],
    ['zero-width spaces', '\u200B\u2060\uFEFF'],
    ['a Hangul filler', '\u3164'],
    ['other Hangul fillers', '\u115F\u1160\uFFA0'],
    ['a blank Braille pattern', '\u2800'],
    ['a variation selector', '\uFE0F'],
    ['joiners', '\u200C\u200D'],
    ['tags', '\u{E0041}\u{E007F}'],
    ['a blank note', '\u{1D159}'],
    ['a combining mark', '\u0301\u0323'],
    ['kinds of spaces', '\u00A0\u2003\u3000\u1680'],
    ['what is no character', '\uFFFF\u{1FFFE}'],
    ['private characters', '\uE000'],
    ['soft hyphens', '\u00AD\u00AD'],
  ])('is missing when all of it is %s', (_, text) => {
    expect(lineOfText(20).safeParse(text).success).toBe(false);
    expect(linesOfText(20).safeParse(text).success).toBe(false);
    expect(linesOrNothing(20).parse(text)).toBe('');
  });

  it('says the same when it looks the same: what nobody sees is dropped', () => {
    for (const text of every) expect(text.parse('Đài\u200B xã\u3164 Bình\u00AD Sơn')).toBe('Đài xã Bình Sơn');
  });

  it('is not composed when it is far too long, or a pile of marks', () => {
    const pile = '\u0323\u0301'.repeat(100_000);
    for (const text of every) {
      expect(text.safeParse(`a${pile}`).success).toBe(false);
      expect(text.safeParse(`a${pile.slice(0, 40)}`).success).toBe(false);
      expect(text.safeParse('a'.repeat(21)).success).toBe(false);
    }
    const longest = 'Ộ'.repeat(20);
    expect(lineOfText(20).parse(longest.normalize('NFD'))).toBe(longest);
  });

  it('keeps what emoji and other languages need', () => {
    for (const text of ['❤️', '👩‍💻', 'می‌خواهم', '…', '5', '₫'])
      expect(lineOfText(20).parse(text)).toBe(text.normalize('NFC'));
  });

  it('holds no control characters, and lines only where lines are meant', () => {
    for (const text of every) expect(text.safeParse('a\u0000b').success).toBe(false);
    expect(lineOfText(20).safeParse('a\nb').success).toBe(false);
    expect(linesOfText(20).parse('a\nb')).toBe('a\nb');
  });
});

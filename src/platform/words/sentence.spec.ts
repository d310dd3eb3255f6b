import { describe, expect, it } from '@jest/globals';
import { placeholdersOf, sentence } from './sentence.js';

const written = (value: unknown) => {
  const texts = { vi: 'vi {value}', en: 'en {value}' };
  return [sentence(texts, { value }, 'vi'), sentence(texts, { value }, 'en')];
};

describe('a sentence', () => {
  it('tells times by the clock of the station', () => {
    const at = new Date('2026-11-28T22:05:00Z');
    expect(written({ at, zone: 'Asia/Ho_Chi_Minh' })).toEqual(['vi 05:05 ngày 29/11/2026', 'en 2026-11-29 at 05:05']);
  });

  it('tells local days and times as the language writes them', () => {
    expect(written({ local: '2026-03-01' })).toEqual(['vi 01/03/2026', 'en 2026-03-01']);
    expect(written({ local: '2026-03-01 05:15' })).toEqual(['vi 05:15 ngày 01/03/2026', 'en 2026-03-01 at 05:15']);
  });

  it('writes numbers as the language does', () => {
    expect(written(1_234_567)).toEqual(['vi 1.234.567', 'en 1,234,567']);
  });

  it.each([
    ['a name', 'Đài {x}', ['vi Đài {x}', 'en Đài {x}']],
    ['a list', ['Một', 'Hai'], ['vi Một, Hai', 'en Một, Hai']],
    ['words of both languages', { vi: 'đài', en: 'station' }, ['vi đài', 'en station']],
  ])('takes %s', (_, value, expected) => {
    expect(written(value)).toEqual(expected);
  });

  it('keeps a placeholder that nothing was given for', () => {
    expect(written(undefined)).toEqual(['vi {value}', 'en {value}']);
    expect(placeholdersOf('{a} and {bC}, not {1} or { d }')).toEqual(['a', 'bC']);
  });
});

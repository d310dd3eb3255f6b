import { describe, expect, it } from '@jest/globals';
import { languageOf } from './language.js';

describe('the language of an answer', () => {
  it.each([
    ['vi-VN,vi;q=0.9,en-US;q=0.8', 'vi'],
    ['vi', 'vi'],
    ['VI-vn', 'vi'],
    ['en-US,en;q=0.9,vi;q=0.5', 'en'],
    ['en;q=0.1, vi;q=0.2', 'vi'],
    ['fr, vi;q=0.1', 'vi'],
    ['fr', 'en'],
    ['vi;q=0', 'en'],
    ['vie', 'en'],
    ['*', 'en'],
    [';;q=x,,', 'en'],
    ['', 'en'],
    [undefined, 'en'],
  ])('%j is answered in %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

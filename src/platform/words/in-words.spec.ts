import { expect, it } from '@jest/globals';
import { inWords } from './in-words.js';

it('says how long to wait as people do', () => {
  const waits = [1, 2, 60, 90, 91, 900, 3600].map(inWords);
  expect(waits.map(({ en }) => en)).toEqual([
    '1 second',
    '2 seconds',
    '60 seconds',
    '90 seconds',
    '2 minutes',
    '15 minutes',
    '60 minutes',
  ]);
  expect(waits.slice(3, 5).map(({ vi }) => vi)).toEqual(['90 giây', '2 phút']);
});

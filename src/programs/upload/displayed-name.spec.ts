import { describe, expect, it } from '@jest/globals';
import { displayedName } from './displayed-name.js';

describe('the displayed name of a file', () => {
  it.each([
    ['Bản tin sáng.mp3', 'Bản tin sáng.mp3'],
    ['C:\\Users\\lan\\bai.wav', 'bai.wav'],
    ['../../etc/passwd', 'passwd'],
    ['a\u0000b\r\n.mp3', 'ab.mp3'],
    ['\u202Egpj.mp3', 'gpj.mp3'],
    ['; rm -rf ~ #.mp3', '; rm -rf ~ #.mp3'],
    ['   ', 'audio'],
    [undefined, 'audio'],
    ['/', 'audio'],
  ])('of %j is %j', (given, shown) => {
    expect(displayedName(given)).toBe(shown);
  });

  it('has at most 255 whole characters', () => {
    expect([...displayedName('😀'.repeat(300))]).toHaveLength(255);
  });
});

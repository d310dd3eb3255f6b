import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../platform/version.js';
import { looksLikeAudio } from './looks-like-audio.js';

const SAMPLES = join(projectRoot(), 'media', 'samples');
const isSample = (name: string) => /\.(mp3|wav|m4a|ogg|opus|flac)$/.test(name);

/** Layer III, 64 kbit/s, 44.1 kHz: 208 bytes each. */
const frame = () => Buffer.concat([Buffer.from('fffb5000', 'hex'), Buffer.alloc(204)]);

describe('looking at the beginning of a file', () => {
  it.each(readdirSync(SAMPLES).filter(isSample))('sees audio in the sample %s', (name) => {
    expect(looksLikeAudio(readFileSync(join(SAMPLES, name)).subarray(0, 65_536))).toBe(true);
  });

  it('sees a bare MP3, also behind some bytes of something else', () => {
    const frames = Buffer.concat([frame(), frame(), frame()]);
    expect(looksLikeAudio(frames)).toBe(true);
    expect(looksLikeAudio(Buffer.concat([Buffer.alloc(1_000), Buffer.from([255, 255]), frames]))).toBe(true);
    expect(looksLikeAudio(Buffer.concat([frame(), Buffer.alloc(500)]))).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['a PNG', '89504e470d0a1a0a'],
    ['a JPEG', 'ffd8ffe000104a464946'],
    ['a zip', '504b0304140000000800'],
    ['a PDF', '255044462d312e37'],
    ['a program', '7f454c4602010100'],
    ['a photo in the box of MP4', '000000186674797068656963'],
    ['a picture in RIFF', '524946462400000057454250'],
  ])('sees none in %s', (_, hex) => {
    expect(looksLikeAudio(Buffer.from(hex, 'hex'))).toBe(false);
  });

  it('sees none in random bytes', () => {
    for (let round = 0; round < 50; round += 1) {
      const bytes = randomBytes(65_536);
      bytes[0] = 0;
      expect(looksLikeAudio(bytes)).toBe(false);
    }
  });
});

import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { projectRoot } from '../../platform/version.js';
import { audioKindOf, HEAD_BYTES, id3Length } from './audio-kind.js';
import { frameAt } from './mpeg-frames.js';

const SAMPLES = join(projectRoot(), 'media', 'samples');
const isSample = (name: string) => /\.(mp3|wav|m4a|ogg|opus|flac)$/.test(name);
const ascii = (text: string) => Buffer.from(text, 'latin1');
const mp3Frames = (count: number) => {
  // MPEG-1 layer 3, 128 kbit/s, 44.1 kHz: 417 bytes.
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x00]);
  return Buffer.concat(Array.from({ length: count }, () => frame));
};

describe('audioKindOf', () => {
  it.each([
    ['RIFF____WAVEfmt ', 'wav'],
    ['RF64____WAVEds64', 'wav'],
    ['FORM____AIFFCOMM', 'aiff'],
    ['fLaC\0\0\0\x22', 'flac'],
    ['OggS\0\x02', 'ogg'],
    ['#!AMR\n', 'amr'],
    ['\0\0\0\x20ftypM4A ', 'mov'],
    ['\0\0\0\x20ftyp3gp4', 'mov'],
    ['\x1a\x45\xdf\xa3', 'matroska'],
  ])('tells %j by its signature', (head, kind) => expect(audioKindOf(ascii(head))).toBe(kind));

  it('recognises MP3 by consecutive frames, also after garbage', () => {
    expect(audioKindOf(mp3Frames(5))).toBe('mp3');
    expect(audioKindOf(Buffer.concat([ascii('rubbish!'), mp3Frames(5)]))).toBe('mp3');
  });

  it.each([
    '#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n',
    "ffconcat version 1.0\nfile '/etc/passwd'\n",
    'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n',
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>',
    'RIFF____AVI LIST',
    'caff\0\x01',
    'wvpk____\x10\x04',
    'BW64____WAVEds64',
    '\0\0\0\x18ftypheic',
    'RIFF____WEBP',
    '\xff\xd8\xff\xe0\0\x10JFIF',
    '\x89PNG\r\n\x1a\n',
    'PK\x03\x04',
    '%PDF-1.7',
    '',
  ])('takes %j for no audio', (head) => expect(audioKindOf(ascii(head))).toBeUndefined());

  it('takes an MPEG transport stream for no audio, although there are frames in its packets', () => {
    const packets = Buffer.concat(Array.from({ length: 20 }, () => Buffer.from([0x47, ...Buffer.alloc(187)])));
    expect(audioKindOf(Buffer.concat([packets, mp3Frames(5)]))).toBeUndefined();
  });

  it.each(readdirSync(SAMPLES).filter(isSample))('recognises the sample %s', (name) =>
    expect(audioKindOf(readFileSync(join(SAMPLES, name)).subarray(0, HEAD_BYTES))).toBeDefined(),
  );

  it('does not mistake random bytes for audio', () => {
    for (let round = 0; round < 50; round += 1) {
      const bytes = randomBytes(HEAD_BYTES);
      bytes[0] = 0;
      expect(audioKindOf(bytes)).toBeUndefined();
    }
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 5_000 }), (bytes) => void audioKindOf(Buffer.from(bytes))));
  });
});

describe('id3Length', () => {
  it('reads the size in 7-bit bytes, with its header', () => {
    expect(id3Length(Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 2, 1]))).toBe(10 + 257);
    expect(id3Length(ascii('OggS______'))).toBe(0);
  });
});

describe('a frame of MPEG audio', () => {
  it.each([
    [[0xff, 0xfb, 0x90, 0x00], 417],
    [[0xff, 0xfb, 0x92, 0x00], 418],
    [[0xff, 0xf3, 0x40, 0xc0], 104],
    [[0xff, 0xe3, 0x18, 0xc4], 72],
    [[0xff, 0xfd, 0x90, 0x00], 522],
    [[0xff, 0xff, 0x90, 0x00], undefined],
    [[0x00, 0xfb, 0x90, 0x00], undefined],
  ])('that begins with %j is %s bytes long', (header, length) =>
    expect(frameAt(Buffer.from(header), 0)?.bytes).toBe(length),
  );
});

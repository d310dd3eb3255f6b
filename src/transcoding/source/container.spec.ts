import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { demuxerOf, id3Length, mpegFrameLength } from './container.js';

const ascii = (text: string) => Buffer.from(text, 'latin1');
const mp3Frames = (count: number) => {
  // MPEG-1 layer 3, 128 kbit/s, 44.1 kHz: 417 bytes.
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x00]);
  return Buffer.concat(Array.from({ length: count }, () => frame));
};

describe('demuxerOf', () => {
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
  ])('tells %j by its signature', (head, demuxer) => expect(demuxerOf(ascii(head))).toBe(demuxer));

  it('tells MP3 by frames that follow one another, also after rubbish', () => {
    expect(demuxerOf(mp3Frames(5))).toBe('mp3');
    expect(demuxerOf(Buffer.concat([ascii('rubbish!'), mp3Frames(5)]))).toBe('mp3');
  });

  it.each([
    '#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n',
    "ffconcat version 1.0\nfile '/etc/passwd'\n",
    'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n',
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>',
    'RIFF____AVI LIST',
    '\x89PNG\r\n\x1a\n',
    'PK\x03\x04',
    '%PDF-1.7',
    '',
  ])('takes %j for no audio', (head) => expect(demuxerOf(ascii(head))).toBeUndefined());

  it('never fails, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 5_000 }), (bytes) => void demuxerOf(Buffer.from(bytes))));
  });
});

describe('id3Length', () => {
  it('reads the size in 7-bit bytes, with its header', () => {
    expect(id3Length(Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 2, 1]))).toBe(10 + 257);
    expect(id3Length(ascii('OggS______'))).toBe(0);
  });
});

describe('mpegFrameLength', () => {
  it.each([
    [[0xff, 0xfb, 0x90, 0x00], 417],
    [[0xff, 0xfb, 0x92, 0x00], 418],
    [[0xff, 0xf3, 0x40, 0xc0], 104],
    [[0xff, 0xe3, 0x18, 0xc4], 72],
    [[0x00, 0xfb, 0x90, 0x00], 0],
  ])('of %j is %d', (header, length) => expect(mpegFrameLength(Buffer.from(header), 0)).toBe(length));
});

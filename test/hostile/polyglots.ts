import { chunk, hex, id3Frame, id3Tag, text } from './bytes.js';
import { EITHER, type HostileFile } from './hostile-file.js';
import { sound } from './sounds.js';

const PNG = hex('89504e47 0d0a1a0a 0000000d 49484452');
const ZIP = hex('504b0304 14000000 00000000 00000000 00000000 00000000 00000500 00002e2e 2f2e2e2f61');
const SVG = (address: string) => text(`<svg xmlns="http://www.w3.org/2000/svg"><image href="${address}/x.png"/></svg>`);
const HTML = (address: string) => text(`<!DOCTYPE html><script src="${address}/x.js"></script>`);

/** Something else before the sound, so that two programs see two files in it. */
const BEFORE: Record<string, (address: string) => Buffer> = {
  zip: () => ZIP,
  PNG: () => PNG,
  GIF: () => text('GIF89a'),
  PDF: (address) => text('%PDF-1.7', `1 0 obj<</OpenAction<</S/URI/URI(${address}/x)>>>>endobj`),
  HTML,
  SVG,
  'shell script': (address) => text('#!/bin/sh', `curl ${address}/x`),
  ELF: () => hex('7f454c46 02010100 00000000 00000000 03003e00'),
};

/** A PNG that says it is 65,535 by 65,535 dots: 17 GB once decoded. */
export const HUGE_PNG = Buffer.concat([PNG, hex('0000ffff 0000ffff 10060000 00 00000000'), Buffer.alloc(4_000, 0x55)]);
/** A JPEG of the same size. */
const HUGE_JPEG = Buffer.concat([
  hex('ffd8 ffc0 0011 08 ffff ffff 03 011100 021100 031100'),
  Buffer.alloc(4_000, 0x33),
]);

const picture = (type: string, bytes: Buffer) =>
  id3Frame('APIC', Buffer.concat([Buffer.from(`\0${type}\0\x03\0`, 'latin1'), bytes]));

const COVERS: Record<string, (address: string) => Buffer> = {
  'a PNG of 65,535 × 65,535': () => picture('image/png', HUGE_PNG),
  'a JPEG of 65,535 × 65,535': () => picture('image/jpeg', HUGE_JPEG),
  'an SVG with an address in it': (address) => picture('image/svg+xml', SVG(address)),
  'a page of HTML': (address) => picture('text/html', HTML(address)),
  'a playlist': (address) => picture('image/jpeg', text('#EXTM3U', '#EXTINF:1,', `${address}/p.ts`)),
  '12 MB of picture': () => picture('image/png', Buffer.concat([PNG, Buffer.alloc(12_000_000, 0x7f)])),
  'a hundred pictures': () => Buffer.concat(Array.from({ length: 100 }, () => picture('image/png', HUGE_PNG))),
};

/** Two files in one, and covers that are no covers. */
export const POLYGLOTS: HostileFile[] = [
  ...Object.entries(BEFORE).flatMap(([name, before]): HostileFile[] => [
    {
      title: `${name} and MP3 in one`,
      ends: EITHER,
      make: async ({ address }) => Buffer.concat([before(address), await sound('mp3')]),
    },
  ]),
  {
    title: 'WAV and zip in one',
    ends: ['ready'],
    make: async () => Buffer.concat([await sound('wav'), chunk('PK\x05\x06', Buffer.alloc(18)), ZIP]),
  },
  {
    title: 'HTML as the title of a page that a browser would show',
    ends: ['ready'],
    make: async ({ address }) =>
      Buffer.concat([id3Tag(id3Frame('TIT2', Buffer.concat([hex('00'), HTML(address)]))), await sound('mp3')]),
  },
  ...Object.entries(COVERS).map(([name, cover]): HostileFile => ({
    title: `an MP3 with ${name} as its cover`,
    ends: ['ready'],
    make: async ({ address }) => Buffer.concat([id3Tag(cover(address)), await sound('mp3')]),
  })),
];

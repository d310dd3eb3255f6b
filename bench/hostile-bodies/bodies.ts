import { gzipSync } from 'node:zlib';

const SIZE = 1_000_000;

/** One body, plain and gzipped. */
export interface Shape {
  name: string;
  plain: Buffer;
  gzipped: Buffer;
}

const shape = (name: string, text: string): Shape => {
  const plain = Buffer.from(text);
  return { name, plain, gzipped: gzipSync(plain) };
};
const repeated = (piece: string, size = SIZE) => piece.repeat(Math.ceil(size / Buffer.byteLength(piece)));
const nested = (open: string, close: string) => {
  const levels = Math.floor(SIZE / (open.length + close.length));
  return `${open.repeat(levels)}1${close.repeat(levels)}`;
};

/** What a body of this size costs when it is as harmless as can be: one text. */
export const FLAT: Shape = shape('flat', JSON.stringify({ text: 'x'.repeat(SIZE) }));

/** About a megabyte each. */
export const HOSTILE: readonly Shape[] = [
  shape('open arrays', repeated('[')),
  shape('nested arrays', nested('[', ']')),
  shape('nested objects', nested('{"a":', '}')),
  shape('many keys', `{${Array.from({ length: 80_000 }, (_, index) => `"k${index}":1`).join()}}`),
  shape('one key again and again', `{${repeated('"a":1,')}"z":1}`),
  shape('keys of the prototype', `{${repeated('"__proto__":{},')}"z":1}`),
  shape('keys that are indexes', `{${Array.from({ length: 60_000 }, (_, index) => `"${index * 70_000}":1`).join()}}`),
  shape('a long key', `{"${'k'.repeat(SIZE)}":1}`),
  shape('many values', `[${repeated('1,')}1]`),
  shape('many faulty events', `{"events":[${repeated('{},')}{}]}`),
  shape('many faulty ids', `{"stationIds":[${repeated('"x",', 70_000)}"x"]}`),
  shape('a huge number', `{"a":${'9'.repeat(SIZE)}}`),
  shape('escapes', `{"a":"${repeated(String.raw`\u0041`)}"}`),
  shape('a pile of marks', `{"title":"a${repeated('\u0323\u0301')}","name":"a","because":"a"}`),
  shape('invisible letters', `{"title":"${repeated('\u200b')}","name":"${'\u3164'.repeat(10)}"}`),
  shape('commas', `name,kind,code_2022,successor_2025\n${repeated(',')}`),
  shape('empty rows', `name,kind,code_2022,successor_2025\n${repeated(',,,\n')}`),
];

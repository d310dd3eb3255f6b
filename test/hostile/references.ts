import { box, ebml, hex, id3Frame, id3Tag, text, u32 } from './bytes.js';
import { EITHER, type HostileFile, type Prey, REFUSED } from './hostile-file.js';
import { sound } from './sounds.js';

/** Real containers that ask to read something else as well. */
export const REFERENCES: HostileFile[] = [
  {
    title: 'a MOV with its sound at a url',
    ends: EITHER,
    make: async ({ file }) => withDataAt(await sound('m4a'), box('url ', u32(0), `file://${file}\0`)),
  },
  {
    title: 'a MOV with its sound at an address',
    ends: EITHER,
    make: async ({ address }) => withDataAt(await sound('m4a'), box('url ', u32(0), `${address}/a.mp4\0`)),
  },
  {
    title: 'a MOV with its sound behind an alias',
    ends: EITHER,
    make: async ({ file }) => withDataAt(await sound('m4a'), box('alis', u32(0), aliasOf(file))),
  },
  {
    title: 'a MOV that is a reference to another movie',
    ends: REFUSED,
    make: ({ address }) => movieReference(`${address}/a.mov`),
  },
  {
    title: 'an ID3 picture that is a link',
    ends: ['ready'],
    make: async ({ address }) => Buffer.concat([linkedPicture(`${address}/a.png`), await sound('mp3')]),
  },
  {
    title: 'a Matroska that goes on in other files',
    ends: EITHER,
    make: async (prey) => linked(await sound('mka'), prey),
  },
  {
    title: 'a Matroska with attachments that are no fonts',
    ends: EITHER,
    make: async (prey) => attached(await sound('mka'), prey),
  },
];

/** The audio's data reference replaced; all boxes around it grow. */
function withDataAt(m4a: Buffer, entry: Buffer): Buffer {
  const dref = box('dref', u32(0), u32(1), entry);
  return Buffer.concat(
    boxesOf(m4a).map((each) => inside(each, ['moov', 'trak', 'mdia', 'minf', 'dinf', 'dref'], dref)),
  );
}

function inside(whole: Buffer, [name, ...deeper]: string[], replacement: Buffer): Buffer {
  if (whole.toString('latin1', 4, 8) !== name) return whole;
  if (deeper.length === 0) return replacement;
  return box(name, ...boxesOf(whole.subarray(8)).map((each) => inside(each, deeper, replacement)));
}

function boxesOf(bytes: Buffer): Buffer[] {
  const boxes: Buffer[] = [];
  for (let at = 0; at + 8 <= bytes.length; at += Math.max(8, bytes.readUInt32BE(at))) {
    boxes.push(bytes.subarray(at, at + bytes.readUInt32BE(at)));
  }
  return boxes;
}

/** A Macintosh alias: 150 bytes of record, then the whole path as its entry 18 (POSIX) and 2 (volume and folders). */
function aliasOf(path: string): Buffer {
  const entry = (type: number, body: string) =>
    Buffer.concat([Buffer.from([0, type, 0, body.length]), Buffer.from(body), Buffer.alloc(body.length % 2)]);
  const record = Buffer.alloc(150);
  record.writeUInt16BE(150, 4);
  return Buffer.concat([record, entry(2, path.replaceAll('/', ':')), entry(18, path), hex('ffff0000')]);
}

function movieReference(place: string): Buffer {
  const reference = box('rdrf', u32(0), 'url ', u32(place.length + 1), `${place}\0`);
  return Buffer.concat([box('ftyp', 'qt  ', u32(0), 'qt  '), box('moov', box('rmra', box('rmda', reference)))]);
}

const linkedPicture = (place: string) =>
  id3Tag(id3Frame('APIC', Buffer.concat([hex('00'), Buffer.from(`-->\0\x03\0${place}`, 'latin1')])));

const SEGMENT = hex('18538067');

/** Behind the header of the segment, which is said to have no end. */
function intoSegment(mka: Buffer, elements: Buffer): Buffer {
  const at = mka.indexOf(SEGMENT);
  const body = mka.subarray(at + 12);
  return Buffer.concat([mka.subarray(0, at), ebml('18538067', Buffer.concat([elements, body]), '01ffffffffffffff')]);
}

function linked(mka: Buffer, { file, address }: Prey): Buffer {
  const names = [ebml('3c83ab', Buffer.from(`${address}/before.mka`)), ebml('3e83bb', Buffer.from(file))];
  const ids = [ebml('3cb923', Buffer.alloc(16, 1)), ebml('3eb923', Buffer.alloc(16, 2))];
  return intoSegment(mka, ebml('1549a966', Buffer.concat([...names, ...ids])));
}

function attached(mka: Buffer, { file, address }: Prey): Buffer {
  const attachment = (name: string, type: string, body: Buffer) =>
    ebml(
      '61a7',
      Buffer.concat([
        ebml('466e', Buffer.from(name)),
        ebml('4660', Buffer.from(type)),
        ebml('465c', body),
        ebml('46ae', hex('01')),
      ]),
    );
  const all = [
    attachment('../../../../etc/cron.d/vang', 'text/plain', text('* * * * * root id')),
    attachment(file, 'application/x-truetype-font', Buffer.alloc(50_000, 0x41)),
    attachment('a.svg', 'image/svg+xml', text(`<svg><image href="${address}/a.png"/></svg>`)),
    attachment('a.m3u8', 'application/vnd.apple.mpegurl', text('#EXTM3U', '#EXTINF:1,', `${address}/e.ts`)),
  ];
  return intoSegment(mka, ebml('1941a469', Buffer.concat(all)));
}

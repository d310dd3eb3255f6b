import { type Feed, wallClock } from './feed.js';

/** An extended M3U playlist in UTF-8; each title begins with the time at which it airs. */
export function m3u({ station, items }: Feed): string {
  const lines = items.flatMap(({ startsAt, title, seconds, url }) => [
    `#EXTINF:${Math.round(seconds)},${oneLine(`${wallClock(startsAt, station.timeZone)} ${title}`)}`,
    url,
  ]);
  return ['#EXTM3U', `#PLAYLIST:${oneLine(station.name)}`, ...lines, ''].join('\n');
}

// A line break in a title would begin a new line, which a player takes for a URL.
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** An XSPF 1 playlist; durations are milliseconds. */
export function xspf({ station, issuedAt, items }: Feed): string {
  const tracks = items.map(({ broadcastId, startsAt, title, topic, seconds, url }) =>
    [
      '    <track>',
      `      <location>${escapeXml(url)}</location>`,
      `      <identifier>urn:uuid:${escapeXml(broadcastId)}</identifier>`,
      `      <title>${escapeXml(`${wallClock(startsAt, station.timeZone)} ${title}`)}</title>`,
      `      <album>${escapeXml(topic)}</album>`,
      `      <duration>${Math.round(seconds * 1_000)}</duration>`,
      '    </track>',
    ].join('\n'),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<playlist version="1" xmlns="http://xspf.org/ns/0/">',
    `  <title>${escapeXml(station.name)}</title>`,
    `  <date>${issuedAt.toISOString()}</date>`,
    '  <trackList>',
    ...tracks,
    '  </trackList>',
    '</playlist>',
    '',
  ].join('\n');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Escapes text for XML 1.0, and drops the control characters that it cannot hold in any way. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');
}

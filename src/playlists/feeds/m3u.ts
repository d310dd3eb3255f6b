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

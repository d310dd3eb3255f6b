import { type Feed, wallClock } from './feed.js';

/** An extended M3U playlist in UTF-8; each title begins with the time at which it airs. */
export function m3u({ station, items }: Feed): string {
  const lines = items.flatMap(({ startsAt, title, seconds, url }) => [
    `#EXTINF:${Math.round(seconds)},${oneLine(`${wallClock(startsAt, station.timeZone)} ${title}`)}`,
    url,
  ]);
  return ['#EXTM3U', `#PLAYLIST:${oneLine(station.name)}`, ...lines, ''].join('\n');
}

// A title with a line break would begin a line of its own, which a player takes for an address.
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

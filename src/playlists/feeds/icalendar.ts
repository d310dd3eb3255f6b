import type { Feed, FeedItem } from './feed.js';

/** The broadcasts as a calendar (RFC 5545), in UTC; what is withdrawn is gone from the next one. */
export function icalendar({ station, issuedAt, items }: Feed): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Vang//Lich phat thanh//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escapeText(station.name)}`,
    `X-WR-CALNAME:${escapeText(station.name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...items.flatMap((item) => event(item, issuedAt)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function event({ broadcastId, startsAt, endsAt, title, topic }: FeedItem, issuedAt: Date): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${broadcastId}@vang`,
    `DTSTAMP:${utc(issuedAt)}`,
    `DTSTART:${utc(startsAt)}`,
    `DTEND:${utc(endsAt)}`,
    `SUMMARY:${escapeText(title)}`,
    `CATEGORIES:${escapeText(topic)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

const utc = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** §3.3.11: backslash, semicolon, comma and line breaks are escaped; other control characters may not occur. */
function escapeText(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll(/\r\n|\r|\n/g, String.raw`\n`)
    .replaceAll(/(?!\t)[\p{Cc}\p{Cs}]/gu, '');
}

/** §3.1: no line longer than 75 octets; a character of several octets stays whole. */
function fold(line: string): string {
  let octets = 0;
  let folded = '';
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

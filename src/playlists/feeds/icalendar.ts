import { escapeText, icalendarOf, utcTime } from '../../platform/words/icalendar.js';
import type { Feed, FeedItem } from './feed.js';

/** The broadcasts as a calendar (RFC 5545), in UTC; what is withdrawn is gone from the next one. */
export const icalendar = ({ station, issuedAt, items }: Feed): string =>
  icalendarOf(
    station.name,
    items.flatMap((item) => event(item, issuedAt)),
  );

function event({ broadcastId, startsAt, endsAt, title, topic }: FeedItem, issuedAt: Date): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${broadcastId}@vang`,
    `DTSTAMP:${utcTime(issuedAt)}`,
    `DTSTART:${utcTime(startsAt)}`,
    `DTEND:${utcTime(endsAt)}`,
    `SUMMARY:${escapeText(title)}`,
    `CATEGORIES:${escapeText(topic)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

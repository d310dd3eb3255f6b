import type { Playlist } from '../content/playlist.js';

/** A station's playlist for players and calendars that do not know the station protocol. */
export interface Feed {
  station: { id: string; name: string; timeZone: string };
  issuedAt: Date;
  items: FeedItem[];
}

export interface FeedItem {
  broadcastId: string;
  startsAt: Date;
  endsAt: Date;
  title: string;
  topic: string;
  seconds: number;
  /** Absolute, with a ticket. */
  url: string;
}

/** @param urlOf returns the URL of an audio file */
export async function feedOf(
  station: Feed['station'],
  { issuedAt, items }: Playlist,
  urlOf: (sha256: string) => Promise<string>,
): Promise<Feed> {
  return {
    station,
    issuedAt: new Date(issuedAt),
    items: await Promise.all(
      items.map(async ({ broadcastId, startsAt, endsAt, title, topic, audio }) => ({
        broadcastId,
        startsAt: new Date(startsAt),
        endsAt: new Date(endsAt),
        title,
        topic,
        seconds: audio.seconds,
        url: await urlOf(audio.sha256),
      })),
    ),
  };
}

/** `05:00` as the station's clock shows it. */
export function wallClock(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
}

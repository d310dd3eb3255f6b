import { createHash } from 'node:crypto';
import type { AiringBroadcast } from '../../scheduling/broadcasts/broadcasts.service.js';
import type { Playlist, PlaylistContent, PlaylistItem } from './playlist.js';

/** What a playlist is built from. */
export interface PlaylistSources {
  station: { id: string; timeZone: string };
  validFrom: Date;
  validUntil: Date;
  /** When programs may sound at the station: apart, and in order. */
  hours: readonly { from: Date; until: Date }[];
  /** Also those that ended so shortly before `validFrom` that they may be on the air. */
  broadcasts: readonly PlaylistBroadcast[];
  /** Ids of broadcasts that earlier versions carried and that may be on the air. */
  carried: readonly string[];
}

export interface PlaylistBroadcast extends Pick<
  AiringBroadcast,
  'id' | 'title' | 'topic' | 'priority' | 'startsAt' | 'endsAt' | 'startWithin'
> {
  /** Undefined when there is no rendition for the station. */
  audio: PlayableAudio | undefined;
}

export interface PlayableAudio {
  sha256: string;
  bytes: number;
  seconds: number;
  mediaType: string;
}

/** The path at which a device fetches audio. */
export const audioPath = (sha256: string): string => `/api/v1/station/audio/${sha256}`;

/**
 * The content of a station's playlist: the same sources give the same content, in whatever order they are.
 * A broadcast without a rendition is left out, so every item can be played.
 */
export function buildPlaylist(sources: PlaylistSources): PlaylistContent {
  const { station, validFrom, validUntil } = sources;
  const playable = sources.broadcasts.filter(({ audio }) => audio);
  const items = playable
    .filter(({ startsAt, endsAt }) => startsAt >= validFrom && endsAt <= validUntil)
    .flatMap((broadcast) => itemOf(broadcast) ?? [])
    .sort((one, other) => compare(one.startsAt, other.startsAt) || compare(one.broadcastId, other.broadcastId));
  // Those of the day before may have begun late.
  const mayAir = new Set(playable.map(({ id }) => id));
  return {
    station: station.id,
    validFrom: validFrom.toISOString(),
    validUntil: validUntil.toISOString(),
    timeZone: station.timeZone,
    hours: sources.hours.map(({ from, until }) => ({ from: from.toISOString(), until: until.toISOString() })),
    items,
    stop: [...new Set(sources.carried)].filter((id) => !mayAir.has(id)).sort(compare),
    filler: null,
  };
}

/** Hash of the content, without version and time of issue. */
export function contentHash(content: PlaylistContent): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Versions grow even when the service was restored from a backup or its clock was set back. */
export function nextVersion(issuedAt: Date, before: number | null): number {
  return Math.max(Math.floor(issuedAt.getTime() / 1_000), (before ?? 0) + 1);
}

/** The exact text that is signed, stored and sent; `readPlaylist` reads it. */
export function playlistBody(content: PlaylistContent, { version, issuedAt }: { version: number; issuedAt: Date }) {
  const { station, ...rest } = content;
  return JSON.stringify({ station, version, issuedAt: issuedAt.toISOString(), ...rest } satisfies Playlist);
}

function itemOf(broadcast: PlaylistBroadcast): PlaylistItem | undefined {
  if (!broadcast.audio) return undefined;
  const { sha256, bytes, seconds, mediaType } = broadcast.audio;
  return {
    broadcastId: broadcast.id,
    startsAt: broadcast.startsAt.toISOString(),
    endsAt: broadcast.endsAt.toISOString(),
    title: broadcast.title,
    topic: broadcast.topic,
    priority: broadcast.priority,
    audio: { sha256, bytes, seconds, type: mediaType, url: audioPath(sha256) },
    startWithin: broadcast.startWithin,
  };
}

// By code unit, not by locale: the order is part of what is signed.
const compare = (one: string, other: string): number => Number(one > other) - Number(one < other);

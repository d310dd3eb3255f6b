import type { Playlist, PlaylistItem } from '../content/playlist.js';

/** What a device reported last; `playlist` is undefined when the version it holds is not known here. */
export interface HeldState {
  missing: readonly string[];
  playlist: Playlist | undefined;
  /** The last call of the device: nothing is known of it since. Null: only what it reported. */
  lastSeenAt: Date | null;
}

/** How long a device would play correctly if it lost its connection now. */
export interface Readiness {
  /** Until this instant the device holds everything of the playlist in force. */
  readyUntil: Date;
  /** SHA-256s of audio for items ahead that is not at the device, by first use. */
  missingAudio: string[];
  /** Items of the playlist in force that are not over, by broadcast: whether the device would play it. */
  held: Map<string, boolean>;
}

/**
 * Compares what a device holds with the playlist in force. Items that were over when the device called last do not count. A
 * withdrawn item that the device would still play ends its readiness just as a missing one does. The readiness of a silent
 * device stays where it was: it never moves on with `now`.
 */
export function judgeReadiness(current: Playlist, held: HeldState, now: Date): Readiness {
  const knownAt = held.lastSeenAt && held.lastSeenAt < now ? held.lastSeenAt : now;
  const endsAfter = (at: Date) => (item: PlaylistItem) => new Date(item.endsAt) > at;
  const due = current.items.filter(endsAfter(now));
  const missing = new Set(held.missing);
  const known = new Set(held.playlist?.items.map(({ audio }) => audio.sha256));
  const isMissing = (sha256: string) => missing.has(sha256) || !known.has(sha256);
  const heldIds = new Set(held.playlist?.items.map(({ broadcastId }) => broadcastId));
  const wanted = new Set(current.items.map(({ broadcastId }) => broadcastId));
  const isHeld = ({ broadcastId, audio }: PlaylistItem) => !isMissing(audio.sha256) && heldIds.has(broadcastId);
  const heldItems = held.playlist?.items ?? [];
  const faults = [
    ...current.items.filter(endsAfter(knownAt)).filter((item) => !isHeld(item)),
    // Those of the days that the playlist in force has left behind.
    ...heldItems.filter(endsAfter(knownAt)).filter(({ audio }) => missing.has(audio.sha256)),
    ...heldItems.filter(endsAfter(now)).filter(({ broadcastId }) => !wanted.has(broadcastId)),
  ].map(({ startsAt }) => new Date(startsAt).getTime());
  const reach = held.playlist ? new Date(held.playlist.validUntil).getTime() : knownAt.getTime();
  return {
    readyUntil: new Date(Math.max(knownAt.getTime(), Math.min(reach, ...faults))),
    missingAudio: [...new Set(due.map(({ audio }) => audio.sha256).filter(isMissing))],
    held: new Map(due.map((item) => [item.broadcastId, isHeld(item)])),
  };
}

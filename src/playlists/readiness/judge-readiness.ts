import type { Playlist } from '../playlist.js';

/** What a device said last, and which playlist it said to hold (undefined when that version is not known here). */
export interface HeldState {
  missing: readonly string[];
  playlist: Playlist | undefined;
}

/** How long a device would play rightly if it lost its connection now. */
export interface Readiness {
  /** Until this instant everything of the playlist in force is at the device. */
  readyUntil: Date;
  /** Audio of the playlist in force that still has to sound and is not at the device, by first need. */
  missingAudio: string[];
}

/**
 * Compares what a device holds with the playlist in force. Items that are over do not count; one that the device
 * would play although it is withdrawn ends the readiness as a missing one does.
 */
export function judgeReadiness(current: Playlist, held: HeldState, now: Date): Readiness {
  const due = current.items.filter(({ endsAt }) => new Date(endsAt) > now);
  const missing = new Set(held.missing);
  const known = new Set(held.playlist?.items.map(({ audio }) => audio.sha256));
  const isMissing = (sha256: string) => missing.has(sha256) || !known.has(sha256);
  const heldIds = new Set(held.playlist?.items.map(({ broadcastId }) => broadcastId));
  const wanted = new Set(current.items.map(({ broadcastId }) => broadcastId));
  const faults = [
    ...due.filter(({ broadcastId, audio }) => isMissing(audio.sha256) || !heldIds.has(broadcastId)),
    ...(held.playlist?.items ?? []).filter(
      ({ broadcastId, endsAt }) => !wanted.has(broadcastId) && new Date(endsAt) > now,
    ),
  ].map(({ startsAt }) => new Date(startsAt).getTime());
  const reach = held.playlist ? new Date(held.playlist.validUntil).getTime() : now.getTime();
  return {
    readyUntil: new Date(Math.max(now.getTime(), Math.min(reach, ...faults))),
    missingAudio: [...new Set(due.map(({ audio }) => audio.sha256).filter(isMissing))],
  };
}

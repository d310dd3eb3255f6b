/** The playlist as a device reads it (docs/station-protocol.md §2). The order of the members is the order on the wire. */
export interface Playlist extends PlaylistContent {
  /** The second at which it was issued, or the version before + 1 when that is greater. */
  version: number;
  /** ISO 8601, UTC; so are all instants below. */
  issuedAt: string;
}

/** All of a playlist that matters to what is played: the same content is never issued twice. */
export interface PlaylistContent {
  station: string;
  /** The start of the station's local day, and the same hour PLAYLIST_DAYS later. */
  validFrom: string;
  validUntil: string;
  timeZone: string;
  allowedHours: PlaylistHours[];
  /** By start. */
  items: PlaylistItem[];
  /** Broadcasts that may be on the air from an older version and are not to be. */
  stop: string[];
  filler: null;
}

/** The device refuses to sound outside these hours of its local time; days are 1 (Monday) to 7. */
export interface PlaylistHours {
  days: number[];
  from: string;
  to: string;
}

export interface PlaylistItem {
  broadcastId: string;
  startsAt: string;
  endsAt: string;
  title: string;
  topic: string;
  priority: string;
  audio: PlaylistAudio;
  /** Seconds late that still count; later it is skipped. */
  startWithin: number;
}

export interface PlaylistAudio {
  sha256: string;
  bytes: number;
  seconds: number;
  type: string;
  /** Below the service's address. */
  url: string;
}

/** The playlist as a device reads it (docs/station-protocol.md §2). The order of the members is the order on the wire. */
export interface Playlist extends PlaylistContent {
  /** The Unix time in seconds at which it was issued, or the version before + 1 if that is greater. */
  version: number;
  /** ISO 8601, UTC; so are all instants below. */
  issuedAt: string;
}

/** What is to be played: everything but version and time of issue. A version is issued only when this changes. */
export interface PlaylistContent {
  station: string;
  /** The start of the station's local day, and the same hour PLAYLIST_DAYS later. */
  validFrom: string;
  validUntil: string;
  timeZone: string;
  /** When the device may sound, by start; they neither touch nor overlap. */
  hours: PlaylistHours[];
  /** By start. */
  items: PlaylistItem[];
  /** Broadcasts of older versions to stop if they are on the air. */
  stop: string[];
  filler: null;
}

/** Two instants between which the device may sound. */
export interface PlaylistHours {
  from: string;
  until: string;
}

export interface PlaylistItem {
  broadcastId: string;
  startsAt: string;
  endsAt: string;
  title: string;
  topic: string;
  priority: string;
  audio: PlaylistAudio;
  /** Seconds late that still count; a later start is skipped. */
  startWithin: number;
}

export interface PlaylistAudio {
  sha256: string;
  bytes: number;
  seconds: number;
  type: string;
  /** Path on the service. */
  url: string;
}

/** @param body the text of a version, written by `playlistBody` */
export const readPlaylist = (body: string): Playlist => JSON.parse(body) as Playlist;

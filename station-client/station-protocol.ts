import type { JWK } from 'jose';

/** What a device keeps from its enrolment (station protocol §1). */
export interface DeviceIdentity {
  deviceId: string;
  token: string;
  station: { id: string; name: string; timeZone: string };
  playlistKeys: JWK[];
}

export interface HeldAudio {
  sha256: string;
  bytes: number;
  seconds: number;
  type: string;
  /** Below the service's address. */
  url: string;
}

export interface HeldItem {
  broadcastId: string;
  startsAt: string;
  endsAt: string;
  title: string;
  topic: string;
  priority: string;
  audio: HeldAudio;
  startWithin: number;
}

export interface HeldPlaylist {
  station: string;
  version: number;
  issuedAt: string;
  validFrom: string;
  validUntil: string;
  timeZone: string;
  hours: { from: string; until: string }[];
  items: HeldItem[];
  stop: string[];
  filler: unknown;
}

/** One play as the device reports it (station protocol §4). `id` is created once, when the play ends. */
export interface PlayEvent {
  id: string;
  broadcastId?: string;
  sha256: string;
  startedAt: string;
  endedAt: string;
  playedSeconds: number;
  outcome: 'played' | 'cut' | 'skipped' | 'failed';
  reason?: string;
  clockOffsetMs: number;
}

export interface PlaysAnswer {
  accepted: number;
  duplicates: number;
  refused: { id: string; code: string }[];
}

export interface ReportAnswer {
  playlistVersion: number;
  now: string;
  next: number;
}

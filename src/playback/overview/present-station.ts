import type { NextBroadcast, SoundedBroadcast } from './overview-broadcasts.queries.js';
import type { StationFacts } from './overview-stations.queries.js';
import type { StationOverviewItem } from './overview.schemas.js';

/** A station with all that is known of it; undefined is what there is not. */
export interface KnownStation {
  facts: StationFacts;
  readyUntil: Date | undefined;
  next: NextBroadcast | undefined;
  sounded: SoundedBroadcast | undefined;
}

/** @param readyFrom a station is ready when its devices hold everything until then */
export function presentStation(
  { facts, readyUntil, next, sounded }: KnownStation,
  readyFrom: Date,
): StationOverviewItem {
  const { id, name, unitName, timeZone, closed, closedOn, troubles, playlist, softwareVersion } = facts;
  return {
    id,
    name,
    unitName,
    timeZone,
    closed,
    closedOn,
    troubles,
    devices: { inUse: facts.inUse, ended: facts.ended },
    lastSeenAt: facts.lastSeenAt?.toISOString() ?? null,
    lost: troubles.includes('lost'),
    playlist,
    stop: facts.stoppedAt && { at: facts.stoppedAt.toISOString(), informed: facts.stopInformed },
    readyUntil: readyUntil?.toISOString() ?? null,
    ready: readyUntil !== undefined && readyUntil >= readyFrom,
    softwareVersion,
    clusters: { working: facts.working, all: facts.clusters },
    next: next
      ? {
          broadcastId: next.broadcastId,
          startsAt: next.startsAt.toISOString(),
          endsAt: next.endsAt.toISOString(),
          title: next.title,
        }
      : null,
    lastSounded: sounded
      ? {
          broadcastId: sounded.broadcastId,
          startsAt: sounded.startsAt.toISOString(),
          title: sounded.title,
          outcome: sounded.outcome,
        }
      : null,
  };
}

import type { Broadcast } from './broadcast.entity.js';
import type { BroadcastNames } from './broadcasts.queries.js';
import type { BroadcastView } from './broadcasts.schemas.js';

export function presentBroadcast(broadcast: Broadcast, names: BroadcastNames | undefined): BroadcastView {
  return {
    id: broadcast.id,
    entryId: broadcast.entryId,
    stationId: broadcast.stationId,
    stationName: names?.stationName ?? '',
    programId: broadcast.programId,
    title: names?.title ?? '',
    originalSha256: broadcast.originalSha256,
    priority: broadcast.priority,
    airsOn: broadcast.airsOn,
    startsAt: broadcast.startsAt.toISOString(),
    endsAt: broadcast.endsAt.toISOString(),
    timeZone: broadcast.timeZone,
    startWithin: broadcast.startWithin,
    state: broadcast.state,
    stateAt: broadcast.stateAt.toISOString(),
    reason: broadcast.reason,
    note: broadcast.note,
  };
}

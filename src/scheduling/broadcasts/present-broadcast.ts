import type { Broadcast } from './broadcast.entity.js';
import type { BroadcastView } from './broadcasts.schemas.js';

export function presentBroadcast(broadcast: Broadcast): BroadcastView {
  return {
    id: broadcast.id,
    entryId: broadcast.entryId,
    stationId: broadcast.stationId,
    programId: broadcast.programId,
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

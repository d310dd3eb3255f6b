import { inTime, provedOf, reasonOfDevice } from '../deciding/decide-outcome.js';
import type { Play } from '../deciding/play.js';
import { intervalOf, sounded } from '../deciding/proved-seconds.js';
import { slotOf, standingOf } from '../deciding/slot.js';
import type { BroadcastOfDay, DecidedOutcome } from '../outcomes/outcomes.queries.js';
import type { DeviceProof } from './today.schemas.js';

/** What devices say of one broadcast. */
export interface DeviceFacts {
  broadcast: BroadcastOfDay;
  /** Reported by the station's own devices. */
  plays: readonly Play[];
  /** Undefined while it is open. */
  decided: DecidedOutcome | undefined;
}

/** What devices prove of a broadcast; null when the station had no device when it began, and none has reported anything. */
export function deviceProof(facts: DeviceFacts): DeviceProof | null {
  const { broadcast, plays, decided } = facts;
  if (!broadcast.hadDevice && plays.length === 0) return null;
  const soundings = inTime(facts)
    .filter(sounded)
    .map((play) => intervalOf(play, slotOf(broadcast)));
  const outcome = decided?.outcome ?? null;
  return {
    outcome: outcome === 'unconfirmed' ? null : outcome,
    reason: reasonOfDevice(facts) ?? null,
    provedSeconds: provedOf(facts),
    startedAt: instant(Math.min(...soundings.map(({ fromMs }) => fromMs))),
    endedAt: instant(Math.max(...soundings.map(({ untilMs }) => untilMs))),
  };
}

/** When the broadcast first sounded outside its time, as ISO 8601 in UTC; null when it did not. */
export function soundedAtWrongTime({ broadcast, plays }: DeviceFacts): string | null {
  const wrong = plays.filter((play) => sounded(play) && standingOf(play, broadcast) !== 'counts');
  return instant(Math.min(...wrong.map((play) => intervalOf(play, slotOf(broadcast)).fromMs)));
}

const instant = (ms: number): string | null => (Number.isFinite(ms) ? new Date(ms).toISOString() : null);

import { uuidv7 } from '../../src/platform/uuid.js';
import { jobsIdle } from '../support/jobs-idle.js';
import type { TestService } from '../support/service.js';
import { until } from '../support/until.js';
import type { TestBroadcast } from './broadcast.factory.js';

/** A play event as a device sends it. */
export interface PlayEvent {
  id: string;
  broadcastId?: string;
  sha256: string;
  startedAt: string;
  endedAt: string;
  playedSeconds: number;
  outcome: string;
  reason?: string;
  clockOffsetMs: number;
}

/** The event of a broadcast that was played whole and on time, unless `more` says otherwise. */
export function playOf(broadcast: TestBroadcast, more: Partial<PlayEvent> = {}): PlayEvent {
  return {
    id: uuidv7(),
    broadcastId: broadcast.id,
    sha256: broadcast.originalSha256,
    startedAt: broadcast.startsAt.toISOString(),
    endedAt: broadcast.endsAt.toISOString(),
    playedSeconds: (broadcast.endsAt.getTime() - broadcast.startsAt.getTime()) / 1_000,
    outcome: 'played',
    clockOffsetMs: 0,
    ...more,
  };
}

/** Waits until the workers have decided every outcome that was asked for. */
export async function outcomesDecided(service: TestService): Promise<void> {
  await until('every outcome is decided', async () => {
    await jobsIdle(service, ['playback']);
    const [waiting] = await service.sql<{ count: number }>('SELECT count(*) FROM outcome_checks');
    return waiting?.count === 0;
  });
}

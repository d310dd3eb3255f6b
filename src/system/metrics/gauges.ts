import type { Part } from '../../platform/health/readiness.js';
import { gauge } from '../../platform/metrics/metrics.js';
import type { QueueLength } from '../../platform/queue/queue-lengths.js';
import type { LastBackup } from '../../platform/backup/last-backup.js';
import type { Figures } from './figures.queries.js';

const info = gauge({
  name: 'vang_info',
  help: 'The version, and what this process does',
  labelNames: ['version', 'role'],
});
const up = gauge({ name: 'vang_part_up', help: '1 when /health/ready finds the part up', labelNames: ['part'] });
const jobs = gauge({ name: 'vang_queue_jobs', help: 'Jobs by queue and state', labelNames: ['queue', 'state'] });
const oldestJob = gauge({
  name: 'vang_queue_oldest_waiting_seconds',
  help: 'For how long the oldest waiting job of the queue has waited; 0 when none waits',
  labelNames: ['queue'],
});
const unseen = gauge({
  name: 'vang_stations_unseen',
  help: 'Stations with devices, none of which has called within STATION_UNSEEN_MINUTES',
});
const outcomes = gauge({
  name: 'vang_outcome_checks_waiting',
  help: 'Station days whose outcomes wait to be decided',
});
const oldestOutcome = gauge({
  name: 'vang_outcome_checks_oldest_seconds',
  help: 'For how long the oldest of them has waited; 0 when none waits',
});
const events = gauge({ name: 'vang_events_waiting', help: 'Events that wait for a durable listener' });
const pool = gauge({
  name: 'vang_database_pool_connections',
  help: 'Connections of this process to the database by state, and queries that wait for one',
  labelNames: ['state'],
});
const backup = gauge({
  name: 'vang_last_backup_timestamp_seconds',
  help: 'When the last npm run backup finished; absent when none is known',
});

/** Connections to the database: all, those not in use, and queries that wait for one. */
export interface PoolState {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
}

const age = (since: Date | null, now: Date): number =>
  since === null ? 0 : Math.max(0, (now.getTime() - since.getTime()) / 1_000);

export function setInfo(labels: { version: string; role: string }): void {
  info.reset();
  info.set(labels, 1);
}

export async function setParts(parts: readonly Part[]): Promise<void> {
  await Promise.all(parts.map(async ({ name, fault }) => up.set({ part: name }, (await fault()) === null ? 1 : 0)));
}

/** @param lengths undefined when they cannot be told: an old figure would look like a good one */
export function setQueues(lengths: readonly QueueLength[] | undefined, now: Date): void {
  jobs.reset();
  oldestJob.reset();
  for (const { name: queue, oldestWaitingAt, waiting, active, delayed, failed } of lengths ?? []) {
    for (const [state, count] of Object.entries({ waiting, active, delayed, failed }))
      jobs.set({ queue, state }, count);
    oldestJob.set({ queue }, age(oldestWaitingAt, now));
  }
}

/** @param figures undefined when they cannot be told */
export function setFigures(figures: Figures | undefined, now: Date): void {
  for (const each of [unseen, outcomes, oldestOutcome, events]) each.remove();
  if (!figures) return;
  unseen.set(figures.stationsUnseen);
  outcomes.set(figures.outcomesWaiting);
  oldestOutcome.set(age(figures.outcomesAskedAt, now));
  events.set(figures.eventsWaiting);
}

export function setPool({ totalCount, idleCount, waitingCount }: PoolState): void {
  pool.set({ state: 'busy' }, totalCount - idleCount);
  pool.set({ state: 'idle' }, idleCount);
  pool.set({ state: 'waiting' }, waitingCount);
}

export function setBackup(last: LastBackup | null): void {
  if (last) backup.set(new Date(last.finishedAt).getTime() / 1_000);
  else backup.remove();
}

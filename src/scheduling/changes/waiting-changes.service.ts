import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import { localDay } from '../../platform/clock/local-day.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { deduplicated, retries } from '../../platform/queue/deduplication.js';
import { enqueue } from '../../platform/queue/enqueue.js';
import type { Proposal } from '../proposals/proposal.js';
import { countStations } from './change-size.queries.js';
import { rowsOf } from './change-size.js';
import { APPLY_CHANGE, type ApplyChange, SCHEDULE_QUEUE } from './large-change.job.js';
import { storeWaiting, unfinishedChanges, type WaitingChange } from './large-changes.queries.js';

const RETRY_SECONDS = 2;
/** A change whose signal was lost waits no longer than this, and the time to the next look. */
const LEFT_AFTER_MS = 30_000;

/** Keeps changes that are too large for the request in which they are asked for; a worker applies them. */
@Injectable()
export class WaitingChangesService {
  constructor(
    @InjectQueue(SCHEDULE_QUEUE) private readonly queue: Queue<ApplyChange>,
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Whether proposals concern more than CHANGE_ROWS_AT_ONCE broadcasts of the planned days. */
  async areLarge(proposals: readonly Proposal[]): Promise<boolean> {
    const { CHANGE_ROWS_AT_ONCE, PLAN_DAYS: days } = this.config.settings;
    const terms = proposals.flatMap(({ before, definition }) => [...definition.terms, ...(before?.terms ?? [])]);
    const groupIds = [...new Set(terms.flatMap((one) => one.groupIds))];
    const owners = proposals.flatMap(({ definition: { entry } }) => entry.centreId ?? []);
    const centreIds = terms.some(({ everywhere }) => everywhere) ? [...new Set(owners)] : [];
    const counts = await countStations(this.source, { groupIds, centreIds });
    const first = localDay(this.clock.now(), 'UTC');
    return rowsOf(proposals, counts, { first, days }) > CHANGE_ROWS_AT_ONCE;
  }

  /** Stores a change and signals it. Once this returns, it will be applied or refused, whatever happens to this process. */
  async accept(change: WaitingChange & { owner: Parameters<typeof storeWaiting>[1]['owner'] }): Promise<void> {
    await this.unitOfWork.run((work) => storeWaiting(work, change));
    await this.signal(change.id);
  }

  /** Signals changes that were left waiting, e.g. because the queue was lost. */
  async signalUnfinished(): Promise<void> {
    const left = await unfinishedChanges(this.source, new Date(this.clock.now().getTime() - LEFT_AFTER_MS));
    for (const id of left) await this.signal(id);
  }

  private async signal(changeId: string): Promise<void> {
    const options = { ...deduplicated(changeId), ...retries(RETRY_SECONDS) };
    await enqueue(this.queue, (queue) => queue.add(APPLY_CHANGE, { changeId }, options));
  }
}

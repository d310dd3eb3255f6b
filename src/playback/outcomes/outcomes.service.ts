import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { WhenLocked } from '../../platform/database/row-locks.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { deduplicated } from '../../platform/queue/deduplication.js';
import { enqueue } from '../../platform/queue/enqueue.js';
import { decideOutcome, type OutcomeRules } from '../deciding/decide-outcome.js';
import { DECIDE_OUTCOMES, type DecideOutcomes, PLAYBACK_QUEUE } from './decide-outcomes.job.js';
import {
  askForBroadcasts,
  askForUndecided,
  askForUndecidedOf,
  checksAskedBefore,
  checksOf,
  checksOfStation,
  takeCheck,
} from './outcome-checks.queries.js';
import { newestConfirmations, playsOfDay } from './outcome-facts.queries.js';
import { OutcomesAsked } from './outcomes-asked.event.js';
import { OutcomesDecided } from './outcomes-decided.event.js';
import { broadcastsOfDay, type NewOutcome, replaceOutcomes } from './outcomes.queries.js';
import type { StationDay, StationDays } from './station-days.js';

export { Outcome } from '../deciding/decide-outcome.js';
export { Said } from '../deciding/play.js';
export type { StationDay, StationDays } from './station-days.js';

const LEFT_WAITING_MS = 60_000;
const DAY_MS = 86_400_000;
/** The tick of each minute looks at these days only; the nightly one at all days, e.g. after a long standstill. */
const RECENT_DAYS = 3;

/**
 * Decides what became of broadcasts, always anew from all plays and confirmations, so deciding twice changes nothing.
 * A row of `outcome_checks` says that a station's day waits to be decided; the queue only signals it.
 */
@Injectable()
export class OutcomesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    @InjectQueue(PLAYBACK_QUEUE) private readonly queue: Queue<DecideOutcomes>,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Asks, within `work`, to decide the days of this station's broadcasts among those given. */
  async askFor(work: Work, stationId: string, broadcastIds: readonly string[]): Promise<void> {
    if (broadcastIds.length === 0) return;
    const days = await askForBroadcasts(work, { stationId, broadcastIds, at: work.now });
    if (days.length > 0) work.announce(new OutcomesAsked(stationId));
  }

  /** Decides a station's local day if that was asked for; returns whether it did. */
  decide(asked: StationDay, whenLocked: WhenLocked = 'skip'): Promise<boolean> {
    return this.unitOfWork.run(async (work) => {
      if (!(await takeCheck(work, asked, whenLocked))) return false;
      await replaceOutcomes(work, asked, await decisions(work, asked, this.rulesAt(work.now)), work.now);
      work.announce(new OutcomesDecided(asked.stationId, asked.day));
      return true;
    });
  }

  /** Decides all days of a station that wait. A job may have been asked for some of them while another one waited. */
  async decideWaiting(stationId: string): Promise<void> {
    for (const asked of await checksOfStation(this.source, stationId)) await this.decide(asked);
  }

  /** Decides whatever is to be decided at these stations on these days, so that what is read next is true. */
  async bringUpToDate(days: StationDays): Promise<void> {
    await this.unitOfWork.run((work) =>
      askForUndecidedOf(work, days, { endedBy: this.missedBefore(work.now), at: work.now }),
    );
    for (const asked of await checksOf(this.source, days)) await this.decide(asked, 'wait');
  }

  /** Asks for days of the last three on which a broadcast ended MISSED_AFTER_MINUTES ago and has no outcome. */
  findMissed(): Promise<void> {
    return this.findUndecidedSince(new Date(this.clock.now().getTime() - RECENT_DAYS * DAY_MS));
  }

  /** The same, however long ago it was. */
  findLongMissed(): Promise<void> {
    return this.findUndecidedSince(new Date(0));
  }

  /** Signals days that have waited for a minute, e.g. because the queue was lost. */
  async enqueueWaiting(): Promise<void> {
    const askedBefore = new Date(this.clock.now().getTime() - LEFT_WAITING_MS);
    await this.enqueueStations(await checksAskedBefore(this.source, askedBefore));
  }

  /** Signals workers that days of a station wait to be decided. */
  async enqueue({ stationId }: OutcomesAsked): Promise<void> {
    const retries = { attempts: 3, backoff: { type: 'exponential' } };
    await enqueue(this.queue, (queue) => queue.add(DECIDE_OUTCOMES, { stationId }, retries));
  }

  private async findUndecidedSince(since: Date): Promise<void> {
    const days = await this.unitOfWork.run((work) =>
      askForUndecided(work, { since, until: this.missedBefore(work.now) }, work.now),
    );
    await this.enqueueStations(days);
  }

  private async enqueueStations(waiting: readonly StationDay[]): Promise<void> {
    for (const stationId of new Set(waiting.map((asked) => asked.stationId))) {
      await enqueue(this.queue, (queue) => queue.add(DECIDE_OUTCOMES, { stationId }, deduplicated(stationId)));
    }
  }

  /** Silence about a broadcast that ended before this means that it was missed. */
  private missedBefore(now: Date): Date {
    return new Date(now.getTime() - this.config.settings.MISSED_AFTER_MINUTES * 60_000);
  }

  private rulesAt(now: Date): OutcomeRules {
    const { MISSED_AFTER_MINUTES, AIRED_FROM_PERCENT } = this.config.settings;
    return { now, missedAfterMinutes: MISSED_AFTER_MINUTES, airedFrom: AIRED_FROM_PERCENT / 100 };
  }
}

async function decisions(work: Work, asked: StationDay, rules: OutcomeRules): Promise<NewOutcome[]> {
  const broadcasts = await broadcastsOfDay(work, asked);
  const plays = await playsOfDay(work, asked);
  const confirmations = await newestConfirmations(
    work,
    broadcasts.map(({ id }) => id),
  );
  return broadcasts.flatMap((broadcast) => {
    const { id, hadDevice } = broadcast;
    const facts = { broadcast, hadDevice, plays: plays.get(id) ?? [], confirmation: confirmations.get(id) ?? null };
    const decision = decideOutcome(facts, rules);
    return decision ? [{ broadcastId: id, ...decision }] : [];
  });
}

import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import type { JobsOptions, Queue } from 'bullmq';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { deduplicated } from '../../platform/queue/deduplication.js';
import { enqueue } from '../../platform/queue/enqueue.js';
import { DECIDE_OUTCOMES, type DecideOutcomes } from './decide-outcomes.job.js';
import { OutcomeChecksQueries, type StationDay } from './outcome-checks.queries.js';
import { OutcomesAsked } from './outcomes-asked.event.js';

const RING_AGAIN_AFTER_MS = 60_000;
const DAY_MS = 86_400_000;
/** The minute's tick looks at these days only; the daily one looks at all, e.g. after a long stand-still. */
const RECENT_DAYS = 3;

/** Which outcomes wait to be decided. The rows of outcome_checks are the truth; the queue only rings for them. */
@Injectable()
export class OutcomeChecksService {
  constructor(
    private readonly queries: OutcomeChecksQueries,
    @InjectQueue('playback') private readonly queue: Queue<DecideOutcomes>,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Asks, within `work`, to decide the days of those of the broadcasts that are this station's. */
  async askForBroadcasts(work: Work, stationId: string, broadcastIds: readonly string[]): Promise<void> {
    if (broadcastIds.length === 0) return;
    const days = await this.queries.ask(work, { stationId, broadcastIds, at: this.clock.now() });
    if (days.length > 0) work.announce(new OutcomesAsked(stationId, days));
  }

  /** Asks for the days on which a broadcast ended MISSED_AFTER_MINUTES ago and nobody decided what became of it. */
  findMissed(): Promise<void> {
    return this.findUndecidedSince(new Date(this.clock.now().getTime() - RECENT_DAYS * DAY_MS));
  }

  /** The same, however long ago it was. */
  findLongMissed(): Promise<void> {
    return this.findUndecidedSince(new Date(0));
  }

  /** Rings again for checks that nobody has taken for a minute, e.g. because the queue was lost. */
  async ringAgain(): Promise<void> {
    await this.ringFor(await this.queries.waitingSince(new Date(this.clock.now().getTime() - RING_AGAIN_AFTER_MS)));
  }

  // Not awaited by who asked: what was stored is safe with the queue away, and the sweep rings later.
  @OnEvent(OutcomesAsked.name)
  async enqueue({ stationId, days }: OutcomesAsked): Promise<void> {
    const options: JobsOptions = { attempts: 3, backoff: { type: 'exponential' } };
    await enqueue(this.queue, (queue) => queue.add(DECIDE_OUTCOMES, { stationId, days }, options));
  }

  private async findUndecidedSince(since: Date): Promise<void> {
    const now = this.clock.now();
    const until = new Date(now.getTime() - this.config.settings.MISSED_AFTER_MINUTES * 60_000);
    await this.ringFor(await this.queries.askForUndecided({ since, until }, now));
  }

  private async ringFor(waiting: readonly StationDay[]): Promise<void> {
    const days = new Map<string, string[]>();
    for (const { stationId, day } of waiting) days.set(stationId, [...(days.get(stationId) ?? []), day]);
    for (const [stationId, itsDays] of days) {
      await enqueue(this.queue, (queue) =>
        queue.add(DECIDE_OUTCOMES, { stationId, days: itsDays }, deduplicated(stationId)),
      );
    }
  }
}

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Clock } from '../../platform/clock/clock.js';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { MonthPartitions } from '../../platform/database/month-partitions.js';

const DAYS_AHEAD = 45;

/** Creates the partitions of `play_events` for this month and the next, before any play of them arrives. */
@Injectable()
export class PlayMonthsTick implements OnApplicationBootstrap {
  constructor(
    private readonly partitions: MonthPartitions,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.createMonths();
  }

  @Cron('0 40 1 * * *', { name: 'create-play-months', waitForCompletion: true })
  createMonths(): Promise<void> {
    return this.partitions.ensure({ name: 'play_events', by: 'uuidv7' }, monthsAhead(this.clock.now()));
  }
}

function monthsAhead(now: Date): { first: string; last: string } {
  const first = localDay(now, 'UTC');
  return { first, last: addDays(first, DAYS_AHEAD) };
}

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { Clock } from '../../platform/clock/clock.js';
import { MonthPartitions } from '../../platform/database/month-partitions.js';

const DAYS_AHEAD = 45;

/** Makes the partitions of `play_events` for this month and the next one, before any play of them arrives. */
@Injectable()
export class PlayMonthsCron implements OnApplicationBootstrap {
  constructor(
    private readonly partitions: MonthPartitions,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.makeMonths();
  }

  @Cron('0 40 1 * * *', { name: 'make-play-months', waitForCompletion: true })
  makeMonths(): Promise<void> {
    const first = localDay(this.clock.now(), 'UTC');
    return this.partitions.ensure({ name: 'play_events', by: 'uuidv7' }, { first, last: addDays(first, DAYS_AHEAD) });
  }
}

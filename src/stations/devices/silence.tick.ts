import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { silentStations } from './devices.queries.js';

/** After its start a process waits so long before it looks: while there was no service, devices could not call. */
const PATIENCE_MS = 10 * 60_000;
/** When more fall silent at once, e.g. because a line of the district is down, the log gets their number. */
const MOST_LINES = 20;

/** Tells the log which stations have fallen silent, and which are heard again. */
@Injectable()
export class SilenceTick {
  private readonly logger = new Logger('devices');
  private readonly startedAt: Date;
  private silent = new Set<string>();

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {
    this.startedAt = clock.now();
  }

  @Cron(CronExpression.EVERY_5_MINUTES, { name: 'tell-of-silent-stations', waitForCompletion: true })
  async tell(): Promise<void> {
    const [now, minutes] = [this.clock.now().getTime(), this.config.settings.STATION_UNSEEN_MINUTES];
    if (now - this.startedAt.getTime() < PATIENCE_MS) return;
    const silent = await silentStations(this.source, new Date(now - minutes * 60_000));
    const before = this.silent;
    this.silent = new Set(silent.map(({ station }) => station));
    const fallen = silent.filter(({ station }) => !before.has(station));
    const heard = [...before].filter((station) => !this.silent.has(station));
    const msg = `a station is silent: none of its devices has called for ${minutes} minutes`;
    if (fallen.length > MOST_LINES) this.logger.warn({ stations: fallen.length, msg: 'many stations are silent' });
    else for (const { station, lastSeenAt } of fallen) this.logger.warn({ station, lastSeenAt, msg });
    if (heard.length > MOST_LINES) this.logger.log({ stations: heard.length, msg: 'many stations call again' });
    else for (const station of heard) this.logger.log({ station, msg: 'the station calls again, or has ended' });
  }
}

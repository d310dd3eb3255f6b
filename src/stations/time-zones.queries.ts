import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../platform/config/config.js';
import { InvalidRequest } from '../platform/http/problem.js';

/** Zones that the database knows as well as we do: its queries work out local days too, and one unknown zone would break them all. */
@Injectable()
export class TimeZones {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  /** `zone`, or the service's own when none was asked for. @throws InvalidRequest when the database does not know it */
  async chosen(zone: string | undefined): Promise<string> {
    if (zone === undefined) return this.config.settings.TIME_ZONE;
    const known: unknown[] = await this.source.query('SELECT FROM pg_timezone_names WHERE name = $1', [zone]);
    if (known.length === 0) throw new InvalidRequest([{ pointer: '/timeZone', message: 'is not a known time zone' }]);
    return zone;
  }
}

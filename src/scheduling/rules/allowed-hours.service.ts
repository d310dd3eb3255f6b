import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { AllowedHoursRow } from './allowed-hours.entity.js';
import type { AllowedHours } from './within-allowed-hours.js';

export type { AllowedHours };

/** When a centre's stations may sound. */
@Injectable()
export class AllowedHoursService {
  constructor(
    @InjectRepository(AllowedHoursRow) private readonly rows: Repository<AllowedHoursRow>,
    private readonly config: Config,
  ) {}

  /** The centre's windows in each station's local time; the service's own (ALLOWED_FROM–ALLOWED_UNTIL) while it has none. */
  async at(centreId: string | null, work?: Work): Promise<AllowedHours[]> {
    const stored = work ? work.manager.getRepository(AllowedHoursRow) : this.rows;
    const rows = centreId ? await stored.find({ where: { centreId }, order: { fromTime: 'ASC', id: 'ASC' } }) : [];
    if (rows.length === 0) return this.usual();
    return rows.map(({ days, fromTime, untilTime }) => ({
      days,
      from: fromTime.slice(0, 5),
      to: untilTime.slice(0, 5),
    }));
  }

  private usual(): AllowedHours[] {
    const { ALLOWED_FROM, ALLOWED_UNTIL } = this.config.settings;
    return [{ days: [1, 2, 3, 4, 5, 6, 7], from: ALLOWED_FROM, to: ALLOWED_UNTIL }];
  }
}

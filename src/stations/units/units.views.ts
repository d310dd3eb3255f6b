import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { todayOf } from '../../platform/config/today.js';
import { decodeCursor, type Page, toPage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { listUnits } from './units.queries.js';
import type { UnitsQuery, UnitView } from './units.schemas.js';

/** Shows administrative units with their codes. */
@Injectable()
export class UnitViews {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Units that the actor may see, by id; with `code`, those that have the code on the day `on`, today by default. */
  async list({ code, limit, cursor, on = this.today() }: UnitsQuery, actor: Actor): Promise<Page<UnitView>> {
    const filter = { code, on, after: decodeCursor(cursor), limit: limit + 1 };
    const rows = await listUnits(this.source, filter, actor.reach('stations:read'), this.clock.now());
    return toPage(rows, limit, ({ id }) => id);
  }

  /** @throws NotFound also when the actor may not see the unit */
  async show(id: string, actor: Actor): Promise<UnitView> {
    const filter = { id, on: this.today(), limit: 1 };
    const [unit] = await listUnits(this.source, filter, actor.reach('stations:read'), this.clock.now());
    if (!unit) throw new NotFound('unit');
    return unit;
  }

  private today(): string {
    return todayOf(this.clock, this.config);
  }
}

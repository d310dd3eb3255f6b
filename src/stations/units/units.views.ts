import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { todayOf } from '../../platform/config/today.js';
import { decodeCursor, toPage, type WholePage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { unitList } from './units.queries.js';
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
  async list(query: UnitsQuery, actor: Actor): Promise<WholePage<UnitView>> {
    const { code, search, limit, cursor, on = this.today() } = query;
    const list = unitList({ code, search, on }, actor.reach('stations:read'), this.clock.now());
    const rows = await list.rows(this.source, { after: decodeCursor(cursor), limit: limit + 1 });
    return { ...toPage(rows, limit, ({ id }) => id), total: await list.size(this.source) };
  }

  /** @throws NotFound also when the actor may not see the unit */
  async show(id: string, actor: Actor): Promise<UnitView> {
    const list = unitList({ id, on: this.today() }, actor.reach('stations:read'), this.clock.now());
    const [unit] = await list.rows(this.source, { after: undefined, limit: 1 });
    if (!unit) throw new NotFound('unit');
    return unit;
  }

  private today(): string {
    return todayOf(this.clock, this.config);
  }
}

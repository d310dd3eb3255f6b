import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { GridPlacesService } from '../../scheduling/timeline/grid-places.service.js';
import type { GridQuery } from '../../scheduling/timeline/grid.schemas.js';
import { Outcome } from '../deciding/decide-outcome.js';
import { Said } from '../deciding/play.js';
import { outcomeGrid } from './outcome-grid.queries.js';
import type { OutcomeGridView } from './outcome-grid.schemas.js';

/** Shows what became of the broadcasts of many stations, beside their schedule. */
@Injectable()
export class OutcomeGridViews {
  constructor(
    private readonly source: DataSource,
    private readonly places: GridPlacesService,
  ) {}

  /** @throws NotFound for a centre or a group outside the actor's reach · TooManyDays · InvalidRequest */
  async show(query: GridQuery, actor: Actor): Promise<OutcomeGridView> {
    const { days, columns, page } = await this.places.find(query, { permission: 'playback:read', actor });
    const { entries, reasons, lists, cells } = await outcomeGrid(this.source, page.items, days);
    const listOf = new Map(cells.map(([id, day, list]) => [`${id} ${day}`, list]));
    const stations = page.items.map(({ id, days: shown }) => {
      const isShown = new Set(shown);
      return { id, cells: columns.map((day) => (isShown.has(day) ? (listOf.get(`${id} ${day}`) ?? 0) : null)) };
    });
    return {
      days: columns,
      outcomes: [null, ...Outcome.options],
      said: [null, ...Said.options],
      reasons: [null, ...reasons],
      entries,
      lists: [[], ...lists],
      stations,
      next: page.next,
    };
  }
}

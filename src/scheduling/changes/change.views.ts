import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { type Owner, ownerOf } from '../../identity/owner.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { decodeCursor, type Page, toPage } from '../../platform/http/page.js';
import { StationsService } from '../../stations/stations.service.js';
import { PlanningService } from '../planning/planning.service.js';
import { localDay } from '../../platform/clock/local-day.js';
import { aboutChange } from './about-change.js';
import { findChange, listChanges, ownersOfChange, type StoredChange, titlesOfChanges } from './changes.queries.js';
import type { ScheduleChangeDetails, ScheduleChangesQuery, ScheduleChangeView } from './changes.schemas.js';

/** Shows what was done to schedules, within a person's reach. */
@Injectable()
export class ChangeViews {
  constructor(
    private readonly source: DataSource,
    private readonly stations: StationsService,
    private readonly planning: PlanningService,
  ) {}

  /** Changes, newest first. */
  async list({ limit, cursor, ...filter }: ScheduleChangesQuery, actor: Actor): Promise<Page<ScheduleChangeView>> {
    const page = { limit: limit + 1, before: decodeCursor(cursor) };
    const rows = await listChanges(this.source, actor.reach('schedule:read'), filter, page);
    const { items, next } = toPage(rows, limit, ({ id }) => id);
    const unseen = items.filter(({ consequences }) => !consequences || consequences.broadcasts.length === 0);
    const titles = await titlesOfChanges(
      this.source,
      unseen.map(({ id }) => id),
    );
    const views = items.map((one) => ({
      ...shapeOf(one),
      operations: one.operations.map(({ op }) => op),
      about: aboutChange(one, titles.get(one.id) ?? []),
    }));
    return { items: views, next };
  }

  /** @throws NotFound for a change outside the actor's reach */
  async details(id: string, actor: Actor): Promise<ScheduleChangeDetails> {
    const change = await findChange(this.source, id);
    if (!change || !(await this.mayRead(change, actor))) throw new NotFound('change of the schedule');
    const { operations, consequences, refusal } = change;
    const plannedUntil = this.planning.plannedUntil(change.at);
    return { ...shapeOf(change), operations, consequences, plannedUntil, refusal };
  }

  /** Whoever sees the schedules of all its owners. */
  private async mayRead(change: StoredChange, actor: Actor): Promise<boolean> {
    for (const columns of [change, ...(await ownersOfChange(this.source, change.id))]) {
      if (!(await this.seesScheduleOf(ownerOf(columns), change.at, actor))) return false;
    }
    return true;
  }

  private async seesScheduleOf(owner: Owner, since: Date, actor: Actor): Promise<boolean> {
    if (owner.kind === 'centre') return actor.mayAtCentre('schedule:read', owner.id);
    const days = { from: localDay(since, 'UTC'), until: null };
    return this.stations.mayAt('schedule:read', owner.id, days, actor);
  }
}

function shapeOf({ id, centreId, stationId, byId, byName, at, state, progress, undoes, undoneBy }: StoredChange) {
  const by = { id: byId, name: byName };
  return { id, centreId, stationId, by, at: at.toISOString(), state, progress, undoes, undoneBy };
}

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { localDay } from '../../platform/clock/local-day.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { type CountedPage, decodeCursor, toPage } from '../../platform/http/page.js';
import { StationsService } from '../../stations/stations.service.js';
import { noteOf } from '../recurrence/instants.js';
import { localTime } from '../recurrence/wall-time.js';
import type { Definition } from '../terms/definition.js';
import { countEntries, findEntry, listEntries, nextAirings } from './entries.queries.js';
import type { EntriesQuery, EntryDetails, EntryView } from './entries.schemas.js';
import { namesOf } from './names.queries.js';
import { nextOccurrence } from './next-occurrence.js';
import { idsIn, presentEntry, visibleParts } from './present-entry.js';

/** Shows entries, each within a person's reach. */
@Injectable()
export class EntryViews {
  constructor(
    private readonly source: DataSource,
    private readonly stations: StationsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Entries, newest first. @throws NotFound for a station outside the actor's reach on all days asked for */
  async list({ limit, cursor, total, ...filter }: EntriesQuery, actor: Actor): Promise<CountedPage<EntryView>> {
    if (filter.stationId) await this.requireVisible(filter.stationId, filter, actor);
    const [reach, now] = [actor.reach('schedule:read'), this.clock.now()];
    const page = { limit: limit + 1, before: decodeCursor(cursor), now };
    const rows = await listEntries(this.source, reach, filter, page);
    const { items, next } = toPage(rows, limit, ({ entry }) => entry.id);
    const shown = await this.present(items, actor);
    return { items: shown, next, total: total ? await countEntries(this.source, reach, filter, now) : null };
  }

  /** @throws NotFound for an entry outside the actor's reach */
  async details(id: string, actor: Actor): Promise<EntryDetails> {
    const definition = await this.visible(id, actor);
    const [airings, [shown]] = await Promise.all([
      nextAirings(this.source, definition.entry, this.clock.now(), actor.reach('schedule:read')),
      this.present([definition], actor),
    ]);
    if (!shown) throw new NotFound('entry');
    return {
      ...shown,
      nextOccurrence: nextOccurrence(definition, localTime(this.clock.now(), this.config.settings.TIME_ZONE)),
      nextAirings: airings.map(({ zone, ...airing }) => ({
        ...airing,
        startsAt: airing.startsAt.toISOString(),
        endsAt: airing.endsAt.toISOString(),
        note: noteOf(airing.startsAt, zone),
      })),
    };
  }

  private async present(definitions: readonly Definition[], actor: Actor): Promise<EntryView[]> {
    const visible = await visibleParts(definitions, actor);
    const names = await namesOf(this.source, visible.flatMap(idsIn));
    return visible.map((one) => presentEntry(one, names));
  }

  private async requireVisible(id: string, { from, until }: Pick<EntriesQuery, 'from' | 'until'>, actor: Actor) {
    const { timeZone } = await this.stations.find(id);
    const days = { from: from ?? localDay(this.clock.now(), timeZone), until: until ?? null };
    await this.stations.findVisibleOn(days, id, actor, 'schedule:read');
  }

  private async visible(id: string, actor: Actor): Promise<Definition> {
    const entry = await findEntry(this.source, id, actor.reach('schedule:read'));
    if (!entry) throw new NotFound('entry');
    return entry;
  }
}

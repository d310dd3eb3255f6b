import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { NotFound } from '../../platform/http/problem.js';
import { decodeCursor, type Page, type PageQuery, toPage } from '../../platform/http/page.js';
import { decodeStartCursor, startKey } from '../start-cursor.js';
import { EntriesQueries, type GapRow } from './entries.queries.js';
import type { EntriesQuery, EntryDetails, EntryView } from './entries.schemas.js';
import type { Entry } from './entry.entity.js';
import { type EntryPlaces, presentEntry } from './present-entry.js';

/** Entries as people look them up, each within their reach. */
@Injectable()
export class EntryListsService {
  constructor(
    private readonly queries: EntriesQueries,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound for a station outside the actor's reach */
  async list({ limit, cursor, ...filter }: EntriesQuery, actor: Actor): Promise<Page<EntryView>> {
    const { stationId } = filter;
    if (stationId && !actor.mayAt('schedule:read', { kind: 'station', id: stationId })) throw new NotFound('station');
    const reach = actor.reach('schedule:read');
    const rows = await this.queries.list(reach, filter, { limit: limit + 1, before: decodeCursor(cursor) });
    const { items, next } = toPage(rows, limit, ({ id }) => id);
    return { items: await this.present(items, actor), next };
  }

  /** @throws NotFound */
  async details(id: string, actor: Actor): Promise<EntryDetails> {
    const reach = actor.reach('schedule:read');
    const [view] = await this.present([await this.visible(id, actor)], actor);
    if (!view) throw new NotFound('entry');
    const airings = await this.queries.nextAirings(id, this.clock.now(), reach);
    const nextAirings = airings.map((airing) => ({
      ...airing,
      startsAt: airing.startsAt.toISOString(),
      endsAt: airing.endsAt.toISOString(),
    }));
    return { ...view, nextAirings };
  }

  /** @throws NotFound */
  async gaps(id: string, { limit, cursor }: PageQuery, actor: Actor): Promise<Page<GapRow>> {
    await this.visible(id, actor);
    const after = decodeStartCursor(cursor);
    const rows = await this.queries.gaps(id, actor.reach('schedule:read'), { limit: limit + 1, after });
    return toPage(rows, limit, (gap) => startKey(gap, gap.stationId));
  }

  async present(entries: readonly Entry[], actor: Actor): Promise<EntryView[]> {
    const places = await this.queries.placesOf(entries.map(({ id }) => id));
    return entries.map((entry) => presentEntry(entry, places.get(entry.id) ?? NO_PLACES, actor));
  }

  private async visible(id: string, actor: Actor): Promise<Entry> {
    const entry = await this.queries.find(id, actor.reach('schedule:read'));
    if (!entry) throw new NotFound('entry');
    return entry;
  }
}

const NO_PLACES: EntryPlaces = { stationIds: [], groupIds: [] };

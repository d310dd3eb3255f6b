import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { decodeCursor, toPage } from '../../platform/http/page.js';
import { PlaylistsService } from '../../playlists/versions/playlists.service.js';
import { GroupsService } from '../../stations/groups/groups.service.js';
import { lastSounded, nextBroadcasts } from './overview-broadcasts.queries.js';
import { type RankCursor, stationFacts } from './overview-stations.queries.js';
import type { OverviewQuery, StationOverview } from './overview.schemas.js';
import { presentStation } from './present-station.js';

const Parts = z.tuple([z.coerce.number().int().min(0).max(10_000), z.uuid()]);
const Key = z.string().refine((key) => Parts.safeParse(key.split(' ')).success);

/** Shows many stations with what tells whether they work: a handful of statements, however many there are. */
@Injectable()
export class OverviewViews {
  constructor(
    private readonly source: DataSource,
    private readonly playlists: PlaylistsService,
    private readonly groups: GroupsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** @throws NotFound for a centre or a group outside the actor's reach · InvalidRequest */
  async show({ order, limit, cursor, ...places }: OverviewQuery, actor: Actor): Promise<StationOverview> {
    const { centreId, groupId } = places;
    if (centreId !== undefined && !actor.mayAtCentre('playback:read', centreId)) {
      throw new NotFound('centre');
    }
    if (groupId !== undefined) await this.groups.findVisible(groupId, actor, 'playback:read');
    const { STATION_UNSEEN_MINUTES, READY_HOURS, LAST_SOUNDED_DAYS } = this.config.settings;
    const now = this.clock.now();
    const lostBefore = new Date(now.getTime() - STATION_UNSEEN_MINUTES * 60_000);
    const page = { now, lostBefore, order, after: decodeRank(cursor), limit: limit + 1 };
    const { stations, ...counts } = await stationFacts(this.source, places, actor.reach('playback:read'), page);
    const { items, next } = toPage(stations, limit, ({ rank, id }) => `${rank} ${id}`);
    const ids = items.map(({ id }) => id);
    const readyUntil = await this.playlists.readyUntil(ids);
    const coming = byStation(await nextBroadcasts(this.source, ids, now));
    const sounded = byStation(await lastSounded(this.source, ids, { now, days: LAST_SOUNDED_DAYS }));
    const readyFrom = new Date(now.getTime() + READY_HOURS * 3_600_000);
    const shown = items.map((facts) =>
      presentStation(
        { facts, readyUntil: readyUntil.get(facts.id), next: coming.get(facts.id), sounded: sounded.get(facts.id) },
        readyFrom,
      ),
    );
    return { items: shown, next, ...counts };
  }
}

/** @throws InvalidRequest for a cursor that this service did not make */
function decodeRank(cursor: string | undefined): RankCursor | undefined {
  const key = decodeCursor(cursor, Key);
  if (key === undefined) return undefined;
  const [rank, id] = Parts.parse(key.split(' '));
  return { rank, id };
}

const byStation = <Row extends { stationId: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.stationId, row]));

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { decodeCursor, type Page, type PageQuery, toPage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { Broadcast } from '../../scheduling/broadcasts/broadcast.entity.js';
import { BroadcastsService } from '../../scheduling/broadcasts/broadcasts.service.js';
import { StationsService } from '../../stations/stations.service.js';
import { confirmationsOf } from '../confirmations/confirmations.queries.js';
import { presentConfirmation } from '../confirmations/present-confirmation.js';
import { outcomesOf } from '../outcomes/outcomes.queries.js';
import { OutcomesService } from '../outcomes/outcomes.service.js';
import { clockWasSet } from '../deciding/proved-seconds.js';
import { type PlannedTime, standingOf } from '../deciding/slot.js';
import { type StoredPlay, storedPlaysOf } from './evidence.queries.js';
import type { OutcomeView, PlayView } from './evidence.schemas.js';

const [FIRST_PLAYS, MOST_CONFIRMATIONS] = [50, 50];
/** Start, id and device of the last play of a page. */
const Instant = z.iso.datetime();
const Uuid = z.uuid();
const CursorKey = z.string().refine((key) => {
  const [startedAt, id, deviceId, ...rest] = key.split(' ');
  return (
    Instant.safeParse(startedAt).success &&
    [id, deviceId].every((each) => Uuid.safeParse(each).success) &&
    rest.length === 0
  );
});

/** What became of a broadcast, with the plays and confirmations that prove it. */
@Injectable()
export class EvidenceViews {
  constructor(
    private readonly broadcasts: BroadcastsService,
    private readonly outcomes: OutcomesService,
    private readonly stations: StationsService,
    private readonly source: DataSource,
  ) {}

  /** @throws NotFound also when the broadcast is outside the actor's scope on its day */
  async find(broadcastId: string, actor: Actor): Promise<OutcomeView> {
    const broadcast = await this.readable(broadcastId, actor);
    const { stationId, airsOn } = broadcast;
    await this.outcomes.bringUpToDate({ stationIds: [stationId], from: airsOn, until: airsOn });
    return this.present(broadcast);
  }

  /** @throws NotFound also when the broadcast is outside the actor's scope on its day @throws InvalidRequest for an invented cursor */
  async plays(broadcastId: string, query: PageQuery, actor: Actor): Promise<Page<PlayView>> {
    return this.pageOfPlays(await this.readable(broadcastId, actor), query);
  }

  private async readable(broadcastId: string, actor: Actor): Promise<Broadcast> {
    const broadcast = await this.broadcasts.find(broadcastId);
    const { stationId, airsOn } = broadcast;
    const then = { from: airsOn, until: airsOn };
    if (!(await this.stations.mayAt('playback:read', stationId, then, actor))) throw new NotFound('broadcast');
    return broadcast;
  }

  private async pageOfPlays(broadcast: Broadcast, { limit, cursor }: PageQuery): Promise<Page<PlayView>> {
    const { id: broadcastId, stationId } = broadcast;
    const [startedAt = '', id = '', deviceId = ''] = decodeCursor(cursor, CursorKey)?.split(' ') ?? [];
    const after = cursor === undefined ? undefined : { startedAt, id, deviceId };
    const plays = await storedPlaysOf(this.source, { broadcastId, stationId }, { after, rows: limit + 1 });
    const page = toPage(plays, limit, (play) => [play.startedAt.toISOString(), play.id, play.deviceId].join(' '));
    return { ...page, items: page.items.map((play) => presentPlay(play, broadcast)) };
  }

  private async present(broadcast: Broadcast): Promise<OutcomeView> {
    const { id: broadcastId, stationId, startsAt, endsAt } = broadcast;
    const [decided] = await outcomesOf(this.source, [broadcastId]);
    const plays = await this.pageOfPlays(broadcast, { limit: FIRST_PLAYS });
    const confirmations = await confirmationsOf(this.source, [broadcastId]);
    return {
      broadcastId,
      stationId,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      outcome: decided?.outcome ?? null,
      reason: decided?.reason ?? null,
      said: confirmations[0]?.said ?? null,
      provedSeconds: decided?.provedSeconds ?? 0,
      confirmedSeconds: decided?.confirmedSeconds ?? 0,
      decidedAt: decided?.decidedAt.toISOString() ?? null,
      plays,
      confirmations: confirmations.slice(0, MOST_CONFIRMATIONS).map(presentConfirmation),
    };
  }
}

const presentPlay = (play: StoredPlay, planned: PlannedTime): PlayView => ({
  ...play,
  startedAt: play.startedAt.toISOString(),
  endedAt: play.endedAt.toISOString(),
  receivedAt: play.receivedAt.toISOString(),
  clockWasSet: clockWasSet(play),
  // Its instants are corrected already.
  standing: standingOf({ ...play, clockOffsetMs: 0 }, planned),
});

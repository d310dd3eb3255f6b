import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { NotFound } from '../../platform/http/problem.js';
import type { Broadcast } from '../../scheduling/broadcasts/broadcast.entity.js';
import { BroadcastsService } from '../../scheduling/broadcasts/broadcasts.service.js';
import { confirmationsOf } from '../confirmations/confirmations.queries.js';
import { presentConfirmation } from '../confirmations/present-confirmation.js';
import { outcomesOf } from '../outcomes/outcomes.queries.js';
import { OutcomesService } from '../outcomes/outcomes.service.js';
import { type PlannedTime, standingOf } from '../deciding/slot.js';
import { type StoredPlay, storedPlaysOf } from './evidence.queries.js';
import type { OutcomeView, PlayView } from './evidence.schemas.js';

/** What became of a broadcast, with the plays and confirmations that prove it. */
@Injectable()
export class EvidenceViews {
  constructor(
    private readonly broadcasts: BroadcastsService,
    private readonly outcomes: OutcomesService,
    private readonly source: DataSource,
  ) {}

  /** @throws NotFound also when the broadcast is outside the actor's scope */
  async find(broadcastId: string, actor: Actor): Promise<OutcomeView> {
    const broadcast = await this.broadcasts.find(broadcastId);
    const { stationId, airsOn } = broadcast;
    if (!actor.mayAt('playback:read', { kind: 'station', id: stationId })) throw new NotFound('broadcast');
    await this.outcomes.bringUpToDate({ stationIds: [stationId], from: airsOn, until: airsOn });
    return this.present(broadcast);
  }

  private async present(broadcast: Broadcast): Promise<OutcomeView> {
    const { id: broadcastId, stationId, startsAt, endsAt } = broadcast;
    const [decided] = await outcomesOf(this.source, [broadcastId]);
    const plays = await storedPlaysOf(this.source, broadcastId, stationId);
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
      plays: plays.map((play) => presentPlay(play, broadcast)),
      confirmations: confirmations.map(presentConfirmation),
    };
  }
}

const presentPlay = (play: StoredPlay, planned: PlannedTime): PlayView => ({
  ...play,
  startedAt: play.startedAt.toISOString(),
  endedAt: play.endedAt.toISOString(),
  receivedAt: play.receivedAt.toISOString(),
  // Its instants are corrected already.
  standing: standingOf({ ...play, clockOffsetMs: 0 }, planned),
});

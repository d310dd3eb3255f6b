import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { NotFound } from '../../platform/http/problem.js';
import type { Broadcast } from '../../scheduling/broadcasts/broadcast.entity.js';
import { BroadcastsService } from '../../scheduling/broadcasts/broadcasts.service.js';
import { ConfirmationsQueries, type NamedConfirmation } from '../confirmations/confirmations.queries.js';
import { OutcomesService } from './outcomes.service.js';
import { type DecidedOutcome, EvidenceQueries, type StoredPlay } from './evidence.queries.js';

/** All that speaks for what became of one broadcast. */
export interface Evidence {
  broadcast: Broadcast;
  /** Undefined while it is open. */
  decided: DecidedOutcome | undefined;
  plays: StoredPlay[];
  /** Newest first. */
  confirmations: NamedConfirmation[];
}

/** Shows what is known of a broadcast: by which plays and which people. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly broadcasts: BroadcastsService,
    private readonly evidence: EvidenceQueries,
    private readonly confirmations: ConfirmationsQueries,
    private readonly outcomes: OutcomesService,
  ) {}

  /** @throws NotFound also when the broadcast is outside the actor's reach */
  async of(broadcastId: string, actor: Actor): Promise<Evidence> {
    const broadcast = await this.broadcasts.find(broadcastId);
    if (!actor.mayAt('playback:read', { kind: 'station', id: broadcast.stationId })) throw new NotFound('broadcast');
    const { stationId, airsOn } = broadcast;
    await this.outcomes.bringUpToDate({ stationIds: [stationId], from: airsOn, to: airsOn });
    const [decided] = await this.evidence.outcomes([broadcastId]);
    const plays = await this.evidence.plays(broadcastId, broadcast.stationId);
    return { broadcast, decided, plays, confirmations: await this.confirmations.ofBroadcasts([broadcastId]) };
  }
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/problem.js';
import { uuidv7 } from '../../platform/uuid.js';
import { BroadcastsService } from '../../scheduling/broadcasts/broadcasts.service.js';
import { OutcomeChecksService } from '../outcomes/outcome-checks.service.js';
import { BroadcastWithdrawn, NotStartedYet } from './confirmations.problems.js';
import { type Confirmation, ConfirmationsQueries } from './confirmations.queries.js';
import type { NewConfirmation } from './confirmations.schemas.js';

/** What operators say was heard. A person who thinks again says it again; the newest word counts. */
@Injectable()
export class ConfirmationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queries: ConfirmationsQueries,
    private readonly broadcasts: BroadcastsService,
    private readonly checks: OutcomeChecksService,
  ) {}

  /**
   * Notes what somebody says of a broadcast at a station of theirs.
   * @param at the present instant
   * @throws NotFound also for a broadcast elsewhere · NotStartedYet · BroadcastWithdrawn
   */
  async confirm(
    broadcastId: string,
    { said, ...more }: NewConfirmation,
    { by, at }: { by: Actor; at: Date },
  ): Promise<Confirmation> {
    const broadcast = await this.broadcasts.find(broadcastId);
    const { stationId } = broadcast;
    if (!by.mayAt('playback:confirm', { kind: 'station', id: stationId })) throw new NotFound('broadcast');
    if (broadcast.isWithdrawn()) throw new BroadcastWithdrawn();
    if (at < broadcast.startsAt) throw new NotStartedYet(broadcast.startsAt);
    const reason = more.reason ?? null;
    const word = { said, reason, note: more.note || null, confirmedBy: by.id, confirmedAt: at };
    const confirmation = { id: uuidv7(), broadcastId, stationId, ...word };
    await this.unitOfWork.run(async (work) => {
      await this.queries.append(work, confirmation);
      work.record({
        by,
        did: 'broadcast.confirm',
        to: { kind: 'broadcast', id: broadcastId },
        details: { said, reason, stationId },
      });
      await this.checks.askForBroadcasts(work, stationId, [broadcastId]);
    });
    return confirmation;
  }
}

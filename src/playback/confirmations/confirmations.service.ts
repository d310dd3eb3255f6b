import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/problem.js';
import { uuidv7 } from '../../platform/uuid.js';
import { BroadcastsService } from '../../scheduling/broadcasts/broadcasts.service.js';
import { OutcomesService } from '../outcomes/outcomes.service.js';
import { BroadcastWithdrawn, NotStartedYet } from './confirmations.problems.js';
import { type Confirmation, insertConfirmation } from './confirmations.queries.js';
import type { NewConfirmation } from './confirmations.schemas.js';

/** What operators say people heard. A person who changes their mind confirms again; the newest confirmation counts. */
@Injectable()
export class ConfirmationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly broadcasts: BroadcastsService,
    private readonly outcomes: OutcomesService,
  ) {}

  /**
   * Stores what somebody says of a broadcast, and asks to decide its outcome anew.
   * @throws NotFound also for a broadcast outside the actor's scope · NotStartedYet · BroadcastWithdrawn
   */
  async confirm(broadcastId: string, { said, ...more }: NewConfirmation, { by }: { by: Actor }): Promise<Confirmation> {
    const broadcast = await this.broadcasts.find(broadcastId);
    const { stationId, startsAt } = broadcast;
    if (!by.mayAt('playback:confirm', { kind: 'station', id: stationId })) throw new NotFound('broadcast');
    if (broadcast.isWithdrawn()) throw new BroadcastWithdrawn();
    const [reason, note] = [more.reason ?? null, more.note || null];
    return this.unitOfWork.run(async (work) => {
      if (work.now < startsAt) throw new NotStartedYet(startsAt);
      const confirmation = { id: uuidv7(), broadcastId, said, reason, note, confirmedAt: work.now };
      await insertConfirmation(work, { ...confirmation, stationId, confirmedBy: by.id });
      const to = { kind: 'broadcast', id: broadcastId };
      work.record({ by, did: 'broadcast.confirm', to, details: { said, reason, stationId } });
      await this.outcomes.askFor(work, stationId, [broadcastId]);
      return { ...confirmation, confirmedBy: by.name };
    });
  }
}

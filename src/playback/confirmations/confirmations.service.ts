import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { uuidv7 } from '../../platform/uuid.js';
import type { Broadcast } from '../../scheduling/broadcasts/broadcast.entity.js';
import { BroadcastsService } from '../../scheduling/broadcasts/broadcasts.service.js';
import { StationsService } from '../../stations/stations.service.js';
import { hasSounded } from '../outcomes/outcome-facts.queries.js';
import { OutcomesService } from '../outcomes/outcomes.service.js';
import { BroadcastWithdrawn, NotOverYet, NotStartedYet, OtherPerson, TapUsed } from './confirmations.problems.js';
import {
  type Confirmation,
  confirmationByTap,
  insertConfirmation,
  lastConfirmationOf,
  lockConfirmations,
  neighboursOf,
  type Word,
} from './confirmations.queries.js';
import type { NewConfirmation } from './confirmations.schemas.js';
import { mayHaveSounded, sayableFrom, timeOfTap } from './sayable.js';

/** What operators say people heard. A person who changes their mind confirms again; what was said last counts. */
@Injectable()
export class ConfirmationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly broadcasts: BroadcastsService,
    private readonly outcomes: OutcomesService,
    private readonly stations: StationsService,
    private readonly source: DataSource,
  ) {}

  /**
   * Stores what somebody says of a broadcast, and asks to decide its outcome anew. A tap that is sent again, and a word
   * that the same person has just said, are answered with what is stored.
   * @throws OtherPerson before anything is looked at: whoever is signed in now may not even know the broadcast
   * @throws NotFound also for a broadcast outside the actor's scope on its day
   * @throws TapUsed, BroadcastWithdrawn, NotStartedYet, NotOverYet
   */
  async confirm(broadcastId: string, asked: NewConfirmation, { by }: { by: Actor }): Promise<Confirmation> {
    if (asked.tappedBy !== undefined && asked.tappedBy !== by.id) throw new OtherPerson();
    const broadcast = await this.broadcasts.find(broadcastId);
    const { stationId, airsOn } = broadcast;
    const then = { from: airsOn, until: airsOn };
    if (!(await this.stations.mayAt('playback:confirm', stationId, then, by))) throw new NotFound('broadcast');
    const { tap, said, reason = null, note } = asked;
    const word = { said, reason, note: note || null };
    return this.unitOfWork.run(async (work) => {
      await lockConfirmations(work, broadcastId);
      const sentBefore = await confirmationByTap(work, broadcastId, { tap, personId: by.id });
      if (sentBefore && !isSame(sentBefore, word)) throw new TapUsed();
      if (sentBefore) return sentBefore;
      if (!(await wasHeard(work, broadcast))) throw new BroadcastWithdrawn();
      const saidAt = requireSayable(broadcast, asked, work.now);
      const neighbours = await neighboursOf(work, broadcastId, saidAt);
      const saidAlready = neighbours.find((neighbour) => neighbour.personId === by.id && isSame(neighbour, word));
      return saidAlready ?? this.store(work, broadcast, { ...word, tap, saidAt, by });
    });
  }

  /** What the person said of a broadcast last; undefined when that is nothing. */
  async lastWordOf(broadcastId: string, { by }: { by: Actor }): Promise<Confirmation | undefined> {
    return lastConfirmationOf(this.source, broadcastId, by.id);
  }

  private async store(
    work: Work,
    { id: broadcastId, stationId }: Broadcast,
    { by, ...word }: Word & { tap: string; saidAt: Date; by: Actor },
  ): Promise<Confirmation> {
    const confirmation = { id: uuidv7(), broadcastId, ...word, confirmedAt: work.now };
    await insertConfirmation(work, { ...confirmation, stationId, confirmedBy: by.id });
    const { said, reason, saidAt } = word;
    const to = { kind: 'broadcast', id: broadcastId };
    work.record({ by, did: 'broadcast.confirm', to, details: { said, reason, saidAt, stationId } });
    await this.outcomes.askFor(work, stationId, [broadcastId]);
    return { ...confirmation, confirmedBy: by.name };
  }
}

/** Whether there was anything to hear of it. */
const wasHeard = async (work: Work, broadcast: Broadcast): Promise<boolean> =>
  mayHaveSounded(broadcast, { sounded: false }) ||
  mayHaveSounded(broadcast, { sounded: await hasSounded(work, broadcast) });

/**
 * When it was said: the tap and its arrival must be late enough for the word.
 * @throws NotStartedYet, NotOverYet
 */
function requireSayable(broadcast: Broadcast, { said, saidAt }: NewConfirmation, now: Date): Date {
  const clock = { now, zone: broadcast.timeZone };
  const tappedAt = timeOfTap(saidAt, now);
  if (tappedAt < broadcast.startsAt) throw new NotStartedYet(broadcast.startsAt, clock);
  if (tappedAt < sayableFrom(said, broadcast)) throw new NotOverYet(broadcast.endsAt, clock);
  return tappedAt;
}

const isSame = (one: Word, other: Word): boolean =>
  one.said === other.said && one.reason === other.reason && one.note === other.note;

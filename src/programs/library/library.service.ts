import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { NotAllowed } from '../../identity/identity.problems.js';
import { type Owner, ownerColumns, ownerOf } from '../../identity/owner.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { ConsequencesView } from '../../consequences/consequences.schemas.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { requireSeen } from '../../platform/http/revisions/require-seen.js';
import { uuidv7 } from '../../platform/uuid.js';
import { ListsService } from '../lists/lists.service.js';
import { lockForChange } from '../lock-program.js';
import { mayMakeFor } from '../program-reach.js';
import { Program } from '../program.entity.js';
import { ProgramScheduleService } from '../program-schedule.service.js';
import { ProgramsService } from '../programs.service.js';
import { addDescriber, supersedeDecision } from '../versions.queries.js';
import { isDescription } from './description.js';
import type { NewProgram, ProgramChanges } from './library.schemas.js';

/** Adds, describes and withdraws programs. Their audio is not its business. */
@Injectable()
export class LibraryService {
  constructor(
    private readonly programs: ProgramsService,
    private readonly lists: ListsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly schedule: ProgramScheduleService,
  ) {}

  /**
   * Adds a program that waits for its audio.
   * @returns its id
   * @throws NotFound when the actor may not know of the centre or station
   * @throws NotAllowed when the actor may not make programs for it
   * @throws InvalidRequest for a segment that does not suit
   */
  async add({ centreId, stationId, ...description }: NewProgram, { by }: { by: Actor }): Promise<string> {
    const owner = ownerOf({ centreId, stationId });
    await requireMaking(by, owner);
    if (description.segmentId) await this.lists.mustSuit(description.segmentId, owner);
    const columns = ownerColumns(owner);
    const id = uuidv7();
    await this.unitOfWork.run(async (work) => {
      const waiting = { state: 'awaiting-audio' as const, createdBy: by.id, createdAt: work.now };
      await work.manager.insert(Program, { id, ...columns, ...description, ...waiting });
      const { title, priority } = description;
      const details = { title, ...columns, ...(priority !== 'normal' && { priority }) };
      work.record({ by, did: 'program.add', to: { kind: 'program', id }, details });
    });
    return id;
  }

  /**
   * Changes what a program is. A changed description needs its own approval; until then the approved one is announced.
   * Priority and last day are no part of it and hold at once. The audit trail has the values before and after.
   * @returns what it does to the schedule; null when that is planned after the commit
   * @throws NotFound outside the actor's reach
   * @throws NotAllowed when the actor may only read the program
   * @throws ProgramWithdrawn
   * @throws PreconditionFailed
   * @throws InvalidRequest for a segment that does not suit
   */
  async change(
    id: string,
    changes: ProgramChanges,
    { seen, by }: { seen: SeenRevisions; by: Actor },
  ): Promise<ConsequencesView | null> {
    const { segmentId } = changes;
    if (segmentId) {
      const program = await this.programs.findForChange(id, by);
      if (program.segmentId !== segmentId) await this.lists.mustSuit(segmentId, ownerOf(program));
    }
    const { consequences } = await this.schedule.change(id, async (work) => {
      const program = await lockForChange(work, id, by);
      requireSeen(program, seen);
      const details = differences(program, changes);
      const fields = Object.keys(details.to);
      if (fields.length > 0) {
        await work.manager.update(Program, { id }, details.to);
        work.record({ by, did: 'program.change', to: { kind: 'program', id }, details });
      }
      if (fields.some(isDescription)) {
        await addDescriber(work, id, by.id);
        await supersedeDecision(work, id);
      }
      return { result: undefined, changesSchedule: fields.includes('expiresOn') };
    });
    return consequences;
  }

  /**
   * Withdraws a program permanently, and takes it off the plan. The record of what has aired is kept.
   * @returns what it does to the schedule; null when that is planned after the commit
   * @throws NotFound outside the actor's reach
   * @throws NotAllowed when the actor may only read the program
   * @throws ProgramWithdrawn when it is withdrawn already
   */
  async withdraw(id: string, { because, by }: { because: string; by: Actor }): Promise<ConsequencesView | null> {
    const { consequences } = await this.schedule.change(id, async (work) => {
      await lockForChange(work, id, by);
      await work.manager.update(Program, { id }, { withdrawnAt: work.now, withdrawnNote: because });
      work.record({ by, did: 'program.withdraw', to: { kind: 'program', id }, because });
      return { result: undefined, changesSchedule: true };
    });
    return consequences;
  }
}

async function requireMaking(actor: Actor, owner: Owner): Promise<void> {
  if (await mayMakeFor(actor, owner)) return;
  if (await actor.mayAt('programs:read', owner)) throw new NotAllowed('programs:write');
  throw new NotFound(owner.kind);
}

/** The fields of `changes` that differ from the program: their values before (`from`) and after (`to`). */
function differences(program: Program, changes: ProgramChanges) {
  const before: Record<string, unknown> = { ...program };
  const changed = Object.entries(changes).filter(
    ([field, value]) => value !== undefined && JSON.stringify(before[field]) !== JSON.stringify(value),
  );
  return {
    from: Object.fromEntries(changed.map(([field]) => [field, before[field]])),
    to: Object.fromEntries(changed),
  };
}

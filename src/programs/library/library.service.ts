import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { NotAllowed } from '../../identity/identity.problems.js';
import { type Owner, ownerColumns, ownerOf } from '../../identity/owner.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/problem.js';
import { uuidv7 } from '../../platform/uuid.js';
import { ApprovalVoided } from '../approval-voided.event.js';
import { SegmentsService } from '../lists/segments.service.js';
import { lockForChange } from '../lock-program.js';
import { ProgramChanged } from '../program-changed.event.js';
import { mayMakeFor } from '../program-reach.js';
import { Program } from '../program.entity.js';
import type { NewProgram, ProgramChanges } from './library.schemas.js';

/** What people do to programs, their audio apart. */
@Injectable()
export class LibraryService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly segments: SegmentsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a program that waits for its audio.
   * @returns its id
   * @throws NotFound when the actor may not know of the centre or station
   * @throws NotAllowed when they may, but not make programs for it
   */
  async add({ centreId, stationId, ...description }: NewProgram, { by }: { by: Actor }): Promise<string> {
    const owner = ownerOf({ centreId, stationId });
    mustMakeFor(by, owner);
    if (description.segmentId) await this.segments.mustSuit(description.segmentId, owner);
    const columns = ownerColumns(owner);
    const id = uuidv7();
    await this.unitOfWork.run(async (work) => {
      const waiting = { state: 'awaiting-audio' as const, createdBy: by.id, createdAt: this.clock.now() };
      await work.manager.insert(Program, { id, ...columns, ...description, ...waiting });
      const { title, priority } = description;
      const details = { title, ...columns, ...(priority !== 'normal' && { priority }) };
      work.record({ by, did: 'program.add', to: { kind: 'program', id }, details });
    });
    return id;
  }

  /**
   * Changes the description. An approval is bound to the audio and stays in force; the audit tells what was changed.
   * @throws NotFound outside the actor's reach
   * @throws ProgramWithdrawn
   */
  async change(id: string, changes: ProgramChanges, { by }: { by: Actor }): Promise<void> {
    await this.unitOfWork.run(async (work) => {
      const program = await lockForChange(work, id, by);
      const { from, to } = differences(program, changes);
      if (Object.keys(to).length === 0) return;
      if (to['segmentId']) await this.segments.mustSuit(String(to['segmentId']), ownerOf(program));
      await work.manager.update(Program, { id }, to);
      const details = { from, to };
      work.record({ by, did: 'program.change', to: { kind: 'program', id }, details });
      work.announceAndWait(new ProgramChanged(id));
    });
  }

  /**
   * Takes a program off the air for ever; what has aired stays on record.
   * @throws NotFound outside the actor's reach
   * @throws ProgramWithdrawn when that was done before
   */
  async withdraw(id: string, { because, by }: { because: string; by: Actor }): Promise<void> {
    await this.unitOfWork.run(async (work) => {
      await lockForChange(work, id, by);
      await work.manager.update(Program, { id }, { withdrawnAt: this.clock.now(), withdrawnBecause: because });
      work.record({
        by,
        did: 'program.withdraw',
        to: { kind: 'program', id },
        because,
      });
      work.announceAndWait(new ApprovalVoided(id));
    });
  }
}

function mustMakeFor(actor: Actor, owner: Owner): void {
  if (mayMakeFor(actor, owner)) return;
  if (actor.mayAt('programs:read', owner)) throw new NotAllowed('programs:write');
  throw new NotFound(owner.kind);
}

/** Those of `changes` that differ from what the program is, and what it was. */
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

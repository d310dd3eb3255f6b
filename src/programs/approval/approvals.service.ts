import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { NotAllowed } from '../../identity/identity.problems.js';
import { ownerOf } from '../../identity/owner.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { uuidv7 } from '../../platform/uuid.js';
import { ApprovalVoided } from '../approval-voided.event.js';
import { lockVisible } from '../lock-program.js';
import { ProgramApproved } from '../program-approved.event.js';
import type { Program } from '../program.entity.js';
import { ProgramNotReady } from '../programs.problems.js';
import { AudioHasChanged, OwnWork } from './approval.problems.js';
import type { NewDecision } from './approval.schemas.js';
import { ApprovalsQueries } from './approvals.queries.js';

/** Decisions about programs. Each holds for one audio, by its SHA-256, and for no other. */
@Injectable()
export class ApprovalsService {
  constructor(
    private readonly queries: ApprovalsQueries,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The audio that may air, by program; programs that are not approved, not ready or withdrawn are left out. */
  async approvedAudio(programIds: readonly string[]): Promise<Map<string, string>> {
    if (programIds.length === 0) return new Map();
    const rows = await this.queries.approvedAudio(programIds);
    return new Map(rows.map(({ programId, originalSha256 }) => [programId, originalSha256]));
  }

  /**
   * Approves the audio in force or sends it back. The program is held meanwhile, so that audio which is handed in at
   * the same moment is never taken for the one that was listened to. The same said again by the same person changes nothing.
   * @throws NotFound outside the actor's reach
   * @throws ProgramWithdrawn
   * @throws AudioHasChanged
   * @throws ProgramNotReady
   * @throws OwnWork
   */
  async decide(
    programId: string,
    { decision, originalSha256, note }: NewDecision,
    { by }: { by: Actor },
  ): Promise<void> {
    await this.unitOfWork.run(async (work) => {
      const program = await lockVisible(work, programId, by);
      if (!by.mayAt('programs:approve', ownerOf(program))) throw new NotAllowed('programs:approve');
      mustBeDecidable(program, originalSha256);
      const handedIn = await this.queries.handedInBy(work, programId, originalSha256, by.id);
      if (handedIn || program.createdBy === by.id) throw new OwnWork();
      const before = await this.queries.inForce(work, programId);
      const said = { decision, note: note ?? null, decidedBy: by.id };
      if (isDeepStrictEqual({ ...before }, said)) return;
      const about = { id: uuidv7(), programId, originalSha256, decidedAt: this.clock.now() };
      await this.queries.insert(work, { ...about, ...said });
      const did = decision === 'approved' ? 'program.approve' : 'program.send-back';
      const because = note === undefined ? {} : { because: note };
      const to = { kind: 'program', id: programId };
      work.record({ by, did, to, details: { originalSha256 }, ...because });
      if (decision === 'approved') work.announce(new ProgramApproved(programId));
      else if (before?.decision === 'approved') work.announceAndWait(new ApprovalVoided(programId));
    });
  }

  /** Other audio takes the program over: no decision so far counts any more, even if the old audio comes back. */
  async voidAll(work: Work, programId: string): Promise<void> {
    const before = await this.queries.inForce(work, programId);
    await this.queries.voidAll(work, programId, this.clock.now());
    if (before?.decision === 'approved') work.announceAndWait(new ApprovalVoided(programId));
  }
}

function mustBeDecidable(program: Program, originalSha256: string): void {
  if (program.originalSha256 !== null && program.originalSha256 !== originalSha256) {
    throw new AudioHasChanged(program.originalSha256);
  }
  if (!program.isReady()) throw new ProgramNotReady(program.state);
}

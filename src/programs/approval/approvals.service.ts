import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { NotAllowed } from '../../identity/identity.problems.js';
import { ownerOf } from '../../identity/owner.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { uuidv7 } from '../../platform/uuid.js';
import { lockVisible } from '../lock-program.js';
import type { Program } from '../program.entity.js';
import { ApprovalVoided, ProgramApproved } from '../program.event.js';
import { ProgramNotReady } from '../programs.problems.js';
import { AudioHasChanged, OwnWork } from './approvals.problems.js';
import { approvedAudio, decisionInForce, insertApproval, voidApprovals, wasHandedInBy } from './approvals.queries.js';
import type { NewDecision } from './approvals.schemas.js';

/** Decisions about programs. Each holds for one audio, by its SHA-256, and for no other. */
@Injectable()
export class ApprovalsService {
  constructor(
    private readonly source: DataSource,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * SHA-256 of the audio that may air, keyed by program id; without programs that are not approved, not ready, or
   * withdrawn.
   */
  async approvedAudio(programIds: readonly string[]): Promise<Map<string, string>> {
    if (programIds.length === 0) return new Map();
    const rows = await approvedAudio(this.source, programIds);
    return new Map(rows.map(({ programId, originalSha256 }) => [programId, originalSha256]));
  }

  /**
   * Approves the audio in force or sends it back, and announces ProgramApproved or ApprovalVoided. The program is locked,
   * so that audio which is handed in concurrently is never approved by mistake. Repeating one's own decision changes
   * nothing.
   * @throws NotFound outside the actor's reach
   * @throws NotAllowed
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
      const handedIn = await wasHandedInBy(work, { programId, sha256: originalSha256, personId: by.id });
      if (handedIn || program.createdBy === by.id) throw new OwnWork();
      const before = await decisionInForce(work, programId);
      const decided = { decision, note: note ?? null, decidedBy: by.id };
      if (isDeepStrictEqual({ ...before }, decided)) return;
      await insertApproval(work, { id: uuidv7(), programId, originalSha256, decidedAt: work.now, ...decided });
      const did = decision === 'approved' ? 'program.approve' : 'program.send-back';
      const because = note === undefined ? {} : { because: note };
      work.record({ by, did, to: { kind: 'program', id: programId }, details: { originalSha256 }, ...because });
      if (decision === 'approved') work.announce(new ProgramApproved(programId));
      else if (before?.decision === 'approved') work.announceAndWait(new ApprovalVoided(programId));
    });
  }

  /** Voids all decisions so far, because other audio is in force; they stay void even if the old audio comes back. */
  async voidAll(work: Work, programId: string): Promise<void> {
    const before = await decisionInForce(work, programId);
    await voidApprovals(work, programId, work.now);
    if (before?.decision === 'approved') work.announceAndWait(new ApprovalVoided(programId));
  }
}

function mustBeDecidable(program: Program, originalSha256: string): void {
  if (program.originalSha256 !== null && program.originalSha256 !== originalSha256) {
    throw new AudioHasChanged(program.originalSha256);
  }
  if (!program.isReady()) throw new ProgramNotReady(program.state);
}

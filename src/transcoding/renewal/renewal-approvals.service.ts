import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { NotAllowed } from '../../identity/identity.problems.js';
import { ownerOf } from '../../identity/owner.js';
import { ScopeDirectory } from '../../identity/scope.directory.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { ApprovalsService } from '../../programs/approval/approvals.service.js';
import { type RenewedProgram, renewedPrograms, type WhichRenewals } from './renewal-approvals.queries.js';
import type {
  ApprovedRenewals,
  NewRenewalApproval,
  RenewalsToApprove,
  RenewalsToApproveQuery,
} from './renewals.schemas.js';

const SHOWN = 200;

/**
 * Decisions about audio that was encoded again by another profile set. The approved renditions stay on the air until
 * somebody has decided; one decision can be about many programs.
 */
@Injectable()
export class RenewalApprovalsService {
  constructor(
    private readonly source: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly approvals: ApprovalsService,
    private readonly scopes: ScopeDirectory,
    private readonly clock: Clock,
  ) {}

  /**
   * What waits for a decision of this person.
   * @throws NotFound, NotAllowed for a centre or station where the person may not approve
   */
  async waiting({ centreId, stationId }: RenewalsToApproveQuery, by: Actor): Promise<RenewalsToApprove> {
    const which = { centreId: centreId ?? null, stationId: stationId ?? null, programIds: null };
    await mustBeApprover(by, which);
    const programs = await renewedPrograms(this.source, this.reachOf(by), which, by.id);
    return {
      profileSets: countsOf(programs),
      programs: programs
        .slice(0, SHOWN)
        .map(({ programId: id, title, profileSet, isOwnWork }) => ({ id, title, profileSet, isOwnWork })),
    };
  }

  /**
   * Approves the new renditions of all programs that wait, or of those that are listed. Own work is left out.
   * @throws NotFound, NotAllowed for a centre or station where the person may not approve
   */
  async approve(approval: NewRenewalApproval, by: Actor): Promise<ApprovedRenewals> {
    const { profileSet, centreId = null, stationId = null, programIds = null, note } = approval;
    const which = { centreId, stationId, programIds };
    await mustBeApprover(by, which);
    return this.unitOfWork.run(async (work) => {
      const waiting = await renewedPrograms(work, this.reachOf(by), which, by.id);
      const ofSet = waiting.filter((program) => program.profileSet === profileSet);
      const others = ofSet.filter(({ isOwnWork }) => !isOwnWork);
      const approved = await this.approvals.approveRenditions(work, others, { note: note ?? null, by });
      const counts = { approved, ownWork: ofSet.length - others.length };
      const because = note === undefined ? {} : { because: note };
      const details = { ...counts, ...which };
      work.record({
        by,
        did: 'audio.approve-renewal',
        to: { kind: 'profile-set', id: profileSet },
        details,
        ...because,
      });
      return counts;
    });
  }

  private reachOf(by: Actor) {
    return { reach: by.reach('programs:approve'), scopes: this.scopes, now: this.clock.now() };
  }
}

function countsOf(programs: readonly RenewedProgram[]): RenewalsToApprove['profileSets'] {
  return [...new Set(programs.map(({ profileSet }) => profileSet))].map((profileSet) => {
    const ofSet = programs.filter((program) => program.profileSet === profileSet);
    return { profileSet, programs: ofSet.length, ownWork: ofSet.filter(({ isOwnWork }) => isOwnWork).length };
  });
}

async function mustBeApprover(by: Actor, { centreId, stationId }: WhichRenewals): Promise<void> {
  if (centreId === null && stationId === null) return;
  const owner = ownerOf({ centreId, stationId });
  if (await by.mayAt('programs:approve', owner)) return;
  throw (await by.mayAt('programs:read', owner)) ? new NotAllowed('programs:approve') : new NotFound(owner.kind);
}

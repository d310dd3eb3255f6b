import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { NotAllowed } from '../../identity/identity.problems.js';
import { ownerOf } from '../../identity/owner.js';
import type { ConsequencesView } from '../../consequences/consequences.schemas.js';
import type { Sql } from '../../platform/database/sql.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { uuidv7 } from '../../platform/uuid.js';
import type { VersionView } from '../library/library.schemas.js';
import { lockVisible } from '../lock-program.js';
import { ListeningService, type PlayedAudio } from '../listening/listening.service.js';
import type { Program } from '../program.entity.js';
import { type AdoptVersion, ProgramScheduleService, type ScheduleChanges } from '../program-schedule.service.js';
import { ProgramsService } from '../programs.service.js';
import { hashOfRenditions, type RenditionHashes } from '../rendition-hashes.js';
import { RenditionsDirectory } from '../renditions.directory.js';
import { supersedeDecision } from '../versions.queries.js';
import {
  AlreadyDecided,
  DescriptionHasChanged,
  NothingInForce,
  OwnWork,
  RenditionsHaveChanged,
} from './approvals.problems.js';
import {
  announceDescription,
  approveRenditions,
  decisionOf,
  descriptionHash,
  endVersionInForce,
  insertApproval,
  isOwnWork,
  type MadeDecision,
  type NewApproval,
  type RenewedVersion,
  revokeVersionInForce,
} from './approvals.queries.js';
import type { NewDecision } from './approvals.schemas.js';
import { decidableSeconds } from './decidable-seconds.js';

/** A version that may be decided about by this person. */
interface Decidable {
  audio: PlayedAudio;
  renditions: RenditionHashes;
  /** The decision that was made about it before, if there is one. */
  made: MadeDecision | undefined;
}

/** Undoes a tried approval. */
class Tried extends Error {
  constructor(readonly changes: ScheduleChanges) {
    super('a trial is rolled back');
  }
}

/**
 * Decisions about versions of programs. A version is the description and the audio that were handed in; an approved one is
 * in force until the next one is approved or until it is revoked.
 */
@Injectable()
export class ApprovalsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly programs: ProgramsService,
    private readonly renditions: RenditionsDirectory,
    private readonly schedule: ProgramScheduleService,
    private readonly listening: ListeningService,
  ) {}

  /**
   * Approves the newest version or sends it back. An approved version is on the schedule when this returns: what begins
   * from now on airs it. A version that is sent back leaves the one in force on the air. The program is locked, so that
   * what is handed in concurrently is never approved by mistake. Repeating one's own decision changes nothing, and who has
   * sent a version back may approve it after all.
   * @returns what an approval changed in the schedule; undefined when nothing was approved
   * @throws NotFound outside the actor's reach
   * @throws NotAllowed, ProgramWithdrawn, ProgramNotReady, OwnWork, AlreadyDecided
   * @throws AudioHasChanged, DescriptionHasChanged, RenditionsHaveChanged when it is not the version that was seen
   * @throws NotListened when it is to be approved, and the actor has not played enough of it
   */
  async decide(id: string, decided: NewDecision, { by }: { by: Actor }): Promise<ScheduleChanges | undefined> {
    const { decision, version, note } = decided;
    const adopt = decision === 'approved' ? await this.prepare(id, version, by) : undefined;
    return this.unitOfWork.run(async (work) => {
      const { audio, renditions, made } = await this.decidable(work, id, { version, by });
      if (made?.decision === decision && made.decidedBy === by.id) return undefined;
      mustBeOpen(made, by);
      if (adopt) await this.listening.require(work, by.id, audio);
      const approval = { id: uuidv7(), programId: id, decision, note: note ?? null, decidedBy: by.id, renditions };
      const changes = adopt ? await this.approve(work, approval, adopt) : undefined;
      if (!adopt) await this.sendBack(work, approval);
      const did = adopt ? 'program.approve' : 'program.send-back';
      const details = { ...version, ...(changes && { lostBroadcasts: changes.lostTotal }) };
      work.record({ by, did, to: { kind: 'program', id }, details, ...(note !== undefined && { because: note }) });
      return changes;
    });
  }

  /**
   * What an approval would change in the schedule. Nothing is stored.
   * @throws the same as `decide`
   */
  async tryApproval(id: string, { version, by }: { version: VersionView; by: Actor }): Promise<ScheduleChanges> {
    const adopt = await this.prepare(id, version, by);
    const trial = this.unitOfWork.run(async (work): Promise<ScheduleChanges> => {
      const { renditions, made } = await this.decidable(work, id, { version, by });
      mustBeOpen(made, by);
      const approval = { id: uuidv7(), programId: id, decision: 'approved' as const, note: null, renditions };
      throw new Tried(await this.approve(work, { ...approval, decidedBy: by.id }, adopt));
    });
    return trial.catch((error: unknown) => {
      if (error instanceof Tried) return error.changes;
      throw error;
    });
  }

  /**
   * Takes the approved version off the air and off the plan, what is on the air now included. It airs again only after a
   * new approval; a newer version that waits goes on waiting. A dry run stores nothing.
   * @returns what it does to the schedule; null when that is planned after the commit
   * @throws NotFound outside the actor's reach
   * @throws NotAllowed, ProgramWithdrawn
   * @throws NothingInForce
   */
  async revoke(
    id: string,
    { because, dryRun, by }: { because: string; dryRun: boolean; by: Actor },
  ): Promise<ConsequencesView | null> {
    const make = async (work: Work) => {
      await mustBeApprover(by, await lockVisible(work, id, by), work);
      const originalSha256 = await revokeVersionInForce(work, id, { because, by: by.id });
      if (originalSha256 === undefined) throw new NothingInForce();
      work.record({ by, did: 'program.revoke', to: { kind: 'program', id }, because, details: { originalSha256 } });
      return { result: undefined, changesSchedule: true };
    };
    const { consequences } = await this.schedule.change(id, make, { dryRun });
    return consequences;
  }

  /**
   * Approves other renditions of versions in force, e.g. by a newer profile: their audio and description stay.
   * @returns how many were approved; programs that have another version in force meanwhile are left out
   * @throws OwnWork
   */
  approveRenditions(
    work: Work,
    renewed: readonly RenewedVersion[],
    { note, by }: { note: string | null; by: Actor },
  ): Promise<number> {
    return approveRenditions(work, renewed, { note, decidedBy: by.id });
  }

  /** Reads what the planning of the version depends on, before the transaction. */
  private async prepare(id: string, { originalSha256 }: VersionView, by: Actor): Promise<AdoptVersion> {
    const program = await this.programs.findVisible(id, by);
    await mustBeApprover(by, program);
    return this.schedule.prepare({ programId: id, originalSha256, seconds: decidableSeconds(program, originalSha256) });
  }

  private async decidable(
    work: Work,
    id: string,
    { version, by }: { version: VersionView; by: Actor },
  ): Promise<Decidable> {
    const program = await lockVisible(work, id, by);
    await mustBeApprover(by, program, work);
    const { originalSha256 } = version;
    const seconds = decidableSeconds(program, originalSha256);
    if ((await descriptionHash(work, id)) !== version.descriptionSha256) throw new DescriptionHasChanged();
    const renditions = (await this.renditions.newest(work, [originalSha256])).get(originalSha256) ?? {};
    if (hashOfRenditions(renditions) !== version.renditionsSha256) throw new RenditionsHaveChanged();
    if (await isOwnWork(work, { programId: id, sha256: originalSha256, personId: by.id })) throw new OwnWork();
    return { audio: { originalSha256, seconds }, renditions, made: await decisionOf(work, id) };
  }

  private async approve(work: Work, approval: NewApproval, adopt: AdoptVersion): Promise<ScheduleChanges> {
    const { programId } = approval;
    await supersedeDecision(work, programId);
    await endVersionInForce(work, programId);
    await insertApproval(work, approval);
    await announceDescription(work, programId);
    return adopt(work);
  }

  private async sendBack(work: Work, approval: NewApproval): Promise<void> {
    await supersedeDecision(work, approval.programId);
    await insertApproval(work, approval);
  }
}

async function mustBeApprover(by: Actor, program: Program, sql?: Sql): Promise<void> {
  if (!(await by.mayAt('programs:approve', ownerOf(program), sql))) throw new NotAllowed('programs:approve');
}

/** Who has sent a version back may change their mind; nobody else decides about it again. */
function mustBeOpen(made: MadeDecision | undefined, by: Actor): void {
  if (made && (made.decision === 'approved' || made.decidedBy !== by.id)) throw new AlreadyDecided(made);
}

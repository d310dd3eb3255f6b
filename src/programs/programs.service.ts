import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, DataSource, In, IsNull, type Repository } from 'typeorm';
import type { Actor } from '../identity/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { NotFound } from '../platform/http/http.problems.js';
import { AiringsDirectory } from './airings.directory.js';
import { lockForChange, requireChange } from './lock-program.js';
import { maySee } from './program-reach.js';
import { Program } from './program.entity.js';
import { ProgramReady, ProgramRefused } from './program.event.js';
import { NothingToTranscode, NotTranscoding, ProgramWithdrawn } from './programs.problems.js';
import { type AudioRefusal, markReady, markRefused } from './programs.queries.js';
import { type ApprovedVersion, type VersionInForce, versionsInForce } from './versions.queries.js';
import { urgencies, type Urgency } from './urgency.js';

export type { Urgency, VersionInForce };

/** Finds programs for other modules, and keeps track of the transcoding of their audio. */
@Injectable()
export class ProgramsService {
  constructor(
    @InjectRepository(Program) private readonly programs: Repository<Program>,
    private readonly airings: AiringsDirectory,
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
  ) {}

  /** @throws NotFound */
  async find(id: string): Promise<Program> {
    const program = await this.programs.findOneBy({ id });
    if (!program) throw new NotFound('program', [id]);
    return program;
  }

  /** Those of `ids` that exist, in no particular order. */
  async findMany(ids: readonly string[]): Promise<Program[]> {
    return ids.length === 0 ? [] : this.programs.findBy({ id: In([...ids]) });
  }

  /** The approved versions that air now, keyed by program id; a program that is not approved, or withdrawn, has none. */
  async versionsInForce(ids: readonly string[]): Promise<Map<string, ApprovedVersion>> {
    if (ids.length === 0) return new Map();
    const versions = await versionsInForce(this.source, ids);
    return new Map(versions.map((version) => [version.programId, version]));
  }

  /** @throws NotFound also when it is outside the actor's reach */
  async findVisible(id: string, actor: Actor): Promise<Program> {
    const program = await this.find(id);
    if (!(await maySee(actor, program))) throw new NotFound('program', [id]);
    return program;
  }

  /**
   * The program, for something that needs the permission to change it.
   * @throws NotFound also when it is outside the actor's reach
   * @throws NotAllowed when the actor may only read it
   * @throws ProgramWithdrawn
   */
  async findForChange(id: string, actor: Actor): Promise<Program> {
    const program = await this.findVisible(id, actor);
    await requireChange(actor, program);
    if (program.withdrawnAt) throw new ProgramWithdrawn();
    return program;
  }

  /** The programs, oldest first, whose newest audio is one of these and that the actor may see; not withdrawn ones. */
  async withOriginal(originalSha256s: readonly string[], actor: Actor): Promise<Program[]> {
    const where = { originalSha256: In([...originalSha256s]), withdrawnAt: IsNull() };
    const found = await this.programs.find({ where, order: { id: 'ASC' } });
    const seen = await Promise.all(found.map((program) => maySee(actor, program)));
    return found.filter((_, index) => seen[index]);
  }

  /** The originals that programs wait for, as SHA-256. */
  async originalsToTranscode(): Promise<string[]> {
    const waiting = await this.programs.find({ where: { state: 'transcoding' }, select: { originalSha256: true } });
    return [...new Set(waiting.flatMap(({ originalSha256 }) => originalSha256 ?? []))];
  }

  /** How urgent the transcoding of each original is at `now`, keyed by SHA-256; without those that no program uses. */
  async urgencyOf(originalSha256s: readonly string[], now: Date): Promise<Map<string, Urgency>> {
    const programs = await this.programs.find({
      where: { originalSha256: Any([...originalSha256s]), withdrawnAt: IsNull() },
      select: { id: true, originalSha256: true, priority: true },
    });
    const ids = programs.map(({ id }) => id);
    return urgencies(programs, await this.airings.next(ids, now));
  }

  /**
   * Makes every program that waits for this original ready, and announces ProgramReady. Safe to repeat.
   * @param length of the audio in seconds, above 0
   */
  async audioReady(originalSha256: string, { seconds }: { seconds: number }): Promise<void> {
    await this.unitOfWork.run(async (work) => {
      const ids = await markReady(work, originalSha256, seconds);
      for (const id of ids) work.announce(new ProgramReady(id));
    });
  }

  /** Refuses every program that waits for this original, and announces ProgramRefused. Safe to repeat. */
  async audioRefused(originalSha256: string, refusal: AudioRefusal): Promise<void> {
    await this.unitOfWork.run(async (work) => {
      const ids = await markRefused(work, originalSha256, refusal);
      for (const id of ids) work.announce(new ProgramRefused(id));
    });
  }

  /**
   * Cancels the transcoding of a program's audio; the original is kept.
   * @returns SHA-256 of the original; other programs may still be waiting for it
   * @throws NotFound outside the actor's reach
   * @throws NotAllowed when the actor may only read the program
   * @throws ProgramWithdrawn
   * @throws NotTranscoding when there is nothing to cancel
   */
  cancelTranscoding(id: string, { because, by }: { because: string; by: Actor }): Promise<string> {
    return this.unitOfWork.run(async (work) => {
      const { state, originalSha256 } = await lockForChange(work, id, by);
      if (state !== 'transcoding' || !originalSha256) throw new NotTranscoding();
      await work.manager.update(Program, { id }, { state: 'cancelled' });
      const to = { kind: 'program', id };
      work.record({ by, did: 'program.cancel-transcoding', to, because, details: { originalSha256 } });
      return originalSha256;
    });
  }

  /**
   * Lets a program wait for its audio again, after it was cancelled or refused.
   * @returns SHA-256 of the original
   * @throws NotFound, NotAllowed, ProgramWithdrawn as `cancelTranscoding`
   * @throws NothingToTranscode when there is no audio, or it is ready or being transcoded
   */
  retryTranscoding(id: string, { by }: { by: Actor }): Promise<string> {
    return this.unitOfWork.run(async (work) => {
      const { state, originalSha256 } = await lockForChange(work, id, by);
      if ((state !== 'cancelled' && state !== 'refused') || !originalSha256) throw new NothingToTranscode();
      await work.manager.update(Program, { id }, { state: 'transcoding', refusalCode: null, refusalData: {} });
      const to = { kind: 'program', id };
      work.record({ by, did: 'program.retry-transcoding', to, details: { originalSha256 } });
      return originalSha256;
    });
  }
}

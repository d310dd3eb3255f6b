import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, type Repository } from 'typeorm';
import type { Actor } from '../identity/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { NotFound } from '../platform/http/problem.js';
import { mustBeAllowed } from './lock-program.js';
import { maySee } from './program-reach.js';
import { ProgramReady } from './program-ready.event.js';
import { ProgramRefused } from './program-refused.event.js';
import { Program } from './program.entity.js';
import { ProgramWithdrawn } from './programs.problems.js';
import { ProgramsQueries } from './programs.queries.js';

/** Programs as other modules know them: looked up, and told what became of their audio. */
@Injectable()
export class ProgramsService {
  constructor(
    @InjectRepository(Program) private readonly programs: Repository<Program>,
    private readonly queries: ProgramsQueries,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws NotFound */
  async find(id: string): Promise<Program> {
    const program = await this.programs.findOneBy({ id });
    if (!program) throw new NotFound('program');
    return program;
  }

  /** Those of `ids` that exist, in no particular order. */
  async findMany(ids: readonly string[]): Promise<Program[]> {
    return ids.length === 0 ? [] : this.programs.findBy({ id: In([...ids]) });
  }

  /** @throws NotFound also when it is outside the actor's reach */
  async findVisible(id: string, actor: Actor): Promise<Program> {
    const program = await this.find(id);
    if (!maySee(actor, program)) throw new NotFound('program');
    return program;
  }

  /**
   * To do something with it that only those may who may change it.
   * @throws NotFound also when it is outside the actor's reach
   * @throws NotAllowed when the actor may only look at it
   * @throws ProgramWithdrawn
   */
  async findForChange(id: string, actor: Actor): Promise<Program> {
    const program = await this.findVisible(id, actor);
    mustBeAllowed(actor, program);
    if (program.withdrawnAt) throw new ProgramWithdrawn();
    return program;
  }

  /** The programs, oldest first, whose audio in force is one of these and that the actor may see; not withdrawn ones. */
  async withOriginal(originalSha256s: readonly string[], actor: Actor): Promise<Program[]> {
    const where = { originalSha256: In([...originalSha256s]), withdrawnAt: IsNull() };
    const found = await this.programs.find({ where, order: { id: 'ASC' } });
    return found.filter((program) => maySee(actor, program));
  }

  /** The originals that programs wait for. */
  async originalsToTranscode(): Promise<string[]> {
    const waiting = await this.programs.find({ where: { state: 'transcoding' }, select: { originalSha256: true } });
    return [...new Set(waiting.flatMap(({ originalSha256 }) => originalSha256 ?? []))];
  }

  /**
   * Every program that waits for this original is ready now. Safe to repeat; announces ProgramReady.
   * @param length of the audio in seconds, above 0
   */
  async audioReady(originalSha256: string, { seconds }: { seconds: number }): Promise<void> {
    await this.unitOfWork.run(async (work) => {
      const ids = await this.queries.markReady(work, originalSha256, seconds);
      for (const id of ids) work.announce(new ProgramReady(id));
    });
  }

  /**
   * Every program that waits for this original is refused. Safe to repeat; announces ProgramRefused.
   * @param reason in plain words, for the person who handed it in
   */
  async audioRefused(originalSha256: string, { because }: { because: string }): Promise<void> {
    await this.unitOfWork.run(async (work) => {
      const ids = await this.queries.markRefused(work, originalSha256, because);
      for (const id of ids) work.announce(new ProgramRefused(id));
    });
  }
}

import type { Actor } from '../identity/actor.js';
import { NotAllowed } from '../identity/identity.problems.js';
import type { Sql } from '../platform/database/sql.js';
import type { Work } from '../platform/database/unit-of-work.js';
import { NotFound } from '../platform/http/http.problems.js';
import { mayChange, maySee } from './program-reach.js';
import { Program } from './program.entity.js';
import { ProgramWithdrawn } from './programs.problems.js';

/**
 * The program, locked until the transaction ends, so that changes to it are serialized. Rows that refer to it, such as
 * broadcasts, can be inserted meanwhile.
 * @throws NotFound also outside the actor's reach
 * @throws ProgramWithdrawn
 */
export async function lockVisible(work: Work, id: string, actor: Actor): Promise<Program> {
  const program = await work.manager.findOne(Program, { where: { id }, lock: { mode: 'for_no_key_update' } });
  if (!program || !(await maySee(actor, program, work))) throw new NotFound('program');
  if (program.withdrawnAt) throw new ProgramWithdrawn();
  return program;
}

/** As `lockVisible`. @throws NotAllowed when the actor may only read it */
export async function lockForChange(work: Work, id: string, actor: Actor): Promise<Program> {
  const program = await lockVisible(work, id, actor);
  await requireChange(actor, program, work);
  return program;
}

/** @throws NotAllowed when the actor may only read the program */
export async function requireChange(actor: Actor, program: Program, sql?: Sql): Promise<void> {
  if (!(await mayChange(actor, program, sql))) throw new NotAllowed('programs:write');
}

import { type Actor, type Reach, reaches } from '../identity/actor.js';
import { type Owner, type OwnerColumns, ownerOf } from '../identity/owner.js';
import { allows } from '../identity/permissions.js';

/** Who asks, and where they may read; what every query for programs is narrowed by. */
export interface ProgramReach {
  personId: string;
  reads: Reach;
  /** Where they may hand in programs, and therefore see their own. */
  contributes: Reach;
}

type OwnedProgram = OwnerColumns & { createdBy: string };

export function programReach(actor: Actor): ProgramReach {
  return { personId: actor.id, reads: actor.reach('programs:read'), contributes: contributeReach(actor) };
}

/** Whether the actor may know of this program: within reach, or handed in by them. */
export function maySee(actor: Actor, program: OwnedProgram): boolean {
  return actor.mayAt('programs:read', ownerOf(program)) || isOwnContribution(actor, program);
}

/** Whether the actor may change this program. A contributor changes what they handed in themselves. */
export function mayChange(actor: Actor, program: OwnedProgram): boolean {
  return actor.mayAt('programs:write', ownerOf(program)) || isOwnContribution(actor, program);
}

/** Whether the actor may make a program that this centre or station owns. */
export function mayMakeFor(actor: Actor, owner: Owner): boolean {
  return actor.mayAt('programs:write', owner) || reaches(contributeReach(actor), owner);
}

const isOwnContribution = (actor: Actor, program: OwnedProgram) =>
  program.createdBy === actor.id && reaches(contributeReach(actor), ownerOf(program));

/** A contributor of a centre hands in to the centre, not to the stations that it serves. */
function contributeReach(actor: Actor): Reach {
  const grants = actor.grants.filter(({ grant }) => allows(grant.role, 'programs:contribute'));
  return {
    everywhere: grants.some(({ reach }) => reach.everywhere),
    centreIds: grants.flatMap(({ reach }) => reach.centreIds),
    stationIds: grants.flatMap(({ grant, reach }) => (grant.scope.kind === 'centre' ? [] : reach.stationIds)),
  };
}

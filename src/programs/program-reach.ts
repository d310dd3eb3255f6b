import { type Actor, type Reach, reaches } from '../identity/actor.js';
import { type Owner, ownerOf, type OwnerColumns } from '../identity/owner.js';

/** Which programs a person may see; part of every query for programs. */
export interface ProgramReach {
  personId: string;
  reads: Reach;
  /** Where the person may hand in programs, and sees their own. */
  contributes: Reach;
}

type OwnedProgram = OwnerColumns & { createdBy: string };

export function programReach(actor: Actor): ProgramReach {
  return { personId: actor.id, reads: actor.reach('programs:read'), contributes: contributeReach(actor) };
}

/** Whether the actor may see this program: it is within their reach, or they handed it in. */
export function maySee(actor: Actor, program: OwnedProgram): boolean {
  return actor.mayAt('programs:read', ownerOf(program)) || isOwnContribution(actor, program);
}

/** Whether the actor may change this program. Contributors may change what they handed in themselves. */
export function mayChange(actor: Actor, program: OwnedProgram): boolean {
  return actor.mayAt('programs:write', ownerOf(program)) || isOwnContribution(actor, program);
}

/** Whether the actor may make programs for this centre or station. */
export function mayMakeFor(actor: Actor, owner: Owner): boolean {
  return actor.mayAt('programs:write', owner) || reaches(contributeReach(actor), owner);
}

const isOwnContribution = (actor: Actor, program: OwnedProgram) =>
  program.createdBy === actor.id && reaches(contributeReach(actor), ownerOf(program));

/** A contributor of a centre hands in to the centre, not to the stations that it serves. */
function contributeReach(actor: Actor): Reach {
  const grants = actor.grantsWith('programs:contribute');
  const atStations = grants.filter(({ grant }) => grant.scope.kind !== 'centre');
  return {
    everywhere: grants.some(({ reach }) => reach.everywhere),
    centreIds: grants.flatMap(({ reach }) => reach.centreIds),
    stationIds: atStations.flatMap(({ reach }) => reach.stationIds),
    byDay: atStations.flatMap(({ reach }) => reach.byDay),
  };
}

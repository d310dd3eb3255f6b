import type { Actor } from '../identity/actor.js';
import { type Owner, ownerOf, type OwnerColumns } from '../identity/owner.js';
import { type Reach, reachesCentre } from '../identity/reach.js';
import type { Sql } from '../platform/database/sql.js';

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
export async function maySee(actor: Actor, program: OwnedProgram, sql?: Sql): Promise<boolean> {
  return (await actor.mayAt('programs:read', ownerOf(program), sql)) || isOwnContribution(actor, program, sql);
}

/** Whether the actor may change this program. Contributors may change what they handed in themselves. */
export async function mayChange(actor: Actor, program: OwnedProgram, sql?: Sql): Promise<boolean> {
  return (await actor.mayAt('programs:write', ownerOf(program), sql)) || isOwnContribution(actor, program, sql);
}

/** Whether the actor may make programs for this centre or station. */
export async function mayMakeFor(actor: Actor, owner: Owner): Promise<boolean> {
  return (await actor.mayAt('programs:write', owner)) || mayContribute(actor, owner);
}

const isOwnContribution = async (actor: Actor, program: OwnedProgram, sql?: Sql) =>
  program.createdBy === actor.id && mayContribute(actor, ownerOf(program), sql);

async function mayContribute(actor: Actor, { kind, id }: Owner, sql?: Sql): Promise<boolean> {
  const reach = contributeReach(actor);
  return kind === 'centre' ? reachesCentre(reach, id) : (await actor.within(reach, [id], sql)).has(id);
}

/** A contributor of a centre hands in to the centre, not to the stations that it serves. */
function contributeReach(actor: Actor): Reach {
  const grants = actor.grantsWith('programs:contribute');
  const atStations = grants.filter(({ grant }) => grant.scope.kind !== 'centre');
  return {
    everywhere: grants.some(({ reach }) => reach.everywhere),
    centreIds: grants.flatMap(({ reach }) => reach.centreIds),
    byDay: atStations.flatMap(({ reach }) => reach.byDay),
  };
}

import type { Actor } from './actor.js';
import { NotAllowed } from './identity.problems.js';
import type { Permission } from './permissions.js';

/** For what concerns every centre, such as the codes of administrative units. @throws NotAllowed */
export function needsEverywhere(actor: Actor, permission: Permission): void {
  if (!actor.reach(permission).everywhere) throw new NotAllowed(permission);
}

import type { Actor } from '../identity/actor.js';
import { NotAllowed } from '../identity/identity.problems.js';
import type { Permission } from '../identity/permissions.js';

/** For deeds that concern everybody, such as giving out codes. @throws NotAllowed */
export function needsEverywhere(actor: Actor, permission: Permission): void {
  if (!actor.reach(permission).everywhere) throw new NotAllowed(permission);
}

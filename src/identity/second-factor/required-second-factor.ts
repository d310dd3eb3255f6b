import type { Config } from '../../platform/config/config.js';
import type { Actor } from '../actor.js';
import { isOfCentre } from '../permissions.js';

/** Whether SECOND_FACTOR requires a second factor of somebody with these roles. */
export const requiresSecondFactor = (actor: Actor, { settings }: Config): boolean =>
  settings.SECOND_FACTOR === 'required' && actor.grants.some(({ grant }) => isOfCentre(grant.role));

import type { Settings } from '../platform/config/config.js';
import type { Grant } from './reach.js';

/** How long a session lasts at most, and how long without a request. */
export interface SessionLimits {
  hours: number;
  idleMinutes: number;
}

type SessionSettings = Pick<
  Settings,
  'SESSION_HOURS' | 'SESSION_IDLE_MINUTES' | 'OPERATOR_SESSION_HOURS' | 'OPERATOR_SESSION_IDLE_MINUTES'
>;

/** Whether a grant belongs to the field: somebody of one commune or station, who works with their own phone. */
const isOfTheField = ({ role, scope }: Grant): boolean =>
  (role === 'operator' || role === 'contributor') && (scope.kind === 'unit' || scope.kind === 'station');

/**
 * The limits of a person's sessions. Operators and contributors of a unit or station use their own phones and come once
 * a day: their sessions last for weeks. Every other grant, also beside such a one, has the limits of an office.
 */
export function sessionLimits(grants: readonly Grant[], settings: SessionSettings): SessionLimits {
  return grants.length > 0 && grants.every(isOfTheField)
    ? { hours: settings.OPERATOR_SESSION_HOURS, idleMinutes: settings.OPERATOR_SESSION_IDLE_MINUTES }
    : { hours: settings.SESSION_HOURS, idleMinutes: settings.SESSION_IDLE_MINUTES };
}

import { describe, expect, it } from '@jest/globals';
import type { Grant } from './reach.js';
import type { Role } from './permissions.js';
import { sessionLimits } from './session-limits.js';

const settings = {
  SESSION_HOURS: 12,
  SESSION_IDLE_MINUTES: 120,
  OPERATOR_SESSION_HOURS: 720,
  OPERATOR_SESSION_IDLE_MINUTES: 10_080,
};
const at = (role: Role, kind: 'centre' | 'unit' | 'station'): Grant => ({ role, scope: { kind, id: 's' } });

describe('the limits of a session', () => {
  it('are weeks for people of a unit or station who operate or contribute', () => {
    for (const grants of [[at('operator', 'station')], [at('operator', 'unit'), at('contributor', 'station')]]) {
      expect(sessionLimits(grants, settings)).toEqual({ hours: 720, idleMinutes: 10_080 });
    }
  });

  it('are those of an office for everybody else, also beside a station’s role', () => {
    const others = [
      [],
      [at('operator', 'centre')],
      [at('leader', 'unit')],
      [at('operator', 'unit'), at('editor', 'unit')],
    ];
    for (const grants of others) expect(sessionLimits(grants, settings)).toEqual({ hours: 12, idleMinutes: 120 });
  });
});

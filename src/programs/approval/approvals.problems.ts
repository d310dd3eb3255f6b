import { constraintMeans } from '../../platform/database/constraint-problems.js';
import { Problem } from '../../platform/http/problem.js';
import type { MadeDecision } from './approvals.queries.js';

/** 409: the newest audio is not the one that was listened to. */
export class AudioHasChanged extends Problem {
  constructor(originalSha256: string | null) {
    super({
      status: 409,
      code: 'audio-has-changed',
      detail: 'Other audio was handed in meanwhile; listen to that one, then decide.',
      extra: { originalSha256 },
    });
  }
}

/** 409: the description is not the one that was read. */
export class DescriptionHasChanged extends Problem {
  constructor() {
    const detail = 'The description was changed meanwhile; read it again, then decide.';
    super({ status: 409, code: 'description-has-changed', detail });
  }
}

/** 409: the audio was encoded again since it was listened to. */
export class RenditionsHaveChanged extends Problem {
  constructor() {
    const detail = 'The audio that stations get was encoded again meanwhile; listen to it again, then decide.';
    super({ status: 409, code: 'renditions-have-changed', detail });
  }
}

/** 409: somebody has decided about this version; `decision` is what was decided. */
export class AlreadyDecided extends Problem {
  constructor(made?: MadeDecision) {
    super({
      status: 409,
      code: 'already-decided',
      detail: made
        ? `${made.name} has decided about this version: ${made.decision}. A new decision needs a new version; what is ` +
          'on air can be revoked.'
        : 'Somebody has decided about this version at the same moment; read the program again.',
      extra: made
        ? {
            decision: {
              decision: made.decision,
              note: made.note,
              decidedAt: made.decidedAt.toISOString(),
              decidedBy: { id: made.decidedBy, name: made.name },
            },
          }
        : {},
    });
  }
}

/** 409: no version of the program is on air. */
export class NothingInForce extends Problem {
  constructor() {
    const detail = 'No version of this program is approved, so there is nothing to revoke.';
    super({ status: 409, code: 'nothing-in-force', detail });
  }
}

/** 403: nobody may decide about a program that they made or described, or about audio that they handed in anywhere. */
export class OwnWork extends Problem {
  constructor() {
    const detail =
      'You made or changed this program, or handed in its audio here or for another program; somebody else must decide about it.';
    super({ status: 403, code: 'own-work', detail });
  }
}

constraintMeans('approvals_never_own', () => new OwnWork());
constraintMeans('approvals_one_decision', () => new AlreadyDecided());
constraintMeans('approvals_one_version_in_force', () => new AlreadyDecided());

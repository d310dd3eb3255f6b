import { constraintMeans } from '../../platform/database/constraint-problems.js';
import { Problem } from '../../platform/http/problem.js';

/** 409: other audio is in force than the one that was listened to. */
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

/** 403: nobody decides about what they made or handed in themselves. */
export class OwnWork extends Problem {
  constructor() {
    const detail = 'You made this program or handed in its audio; somebody else must decide about it.';
    super({ status: 403, code: 'own-work', detail });
  }
}

constraintMeans('approvals_never_own', () => new OwnWork());

import { constraintMeans } from '../../platform/database/constraint-problems.js';
import { Problem } from '../../platform/http/problem.js';

/** 409: the audio in force is not the one that was listened to. */
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

/** 403: nobody may decide about a program that they made or whose audio they handed in. */
export class OwnWork extends Problem {
  constructor() {
    const detail = 'You made this program or handed in its audio; somebody else must decide about it.';
    super({ status: 403, code: 'own-work', detail });
  }
}

constraintMeans('approvals_never_own', () => new OwnWork());

import { Problem } from '../../platform/http/problem.js';

/** 503: the schedule of this station keeps changing while its playlist is built; retry in a moment. */
export class PlaylistUnsettled extends Problem {
  constructor() {
    super({
      status: 503,
      code: 'playlist-unsettled',
      detail: 'The schedule of this station is changing right now; retry in a few seconds.',
      retryAfter: 5,
    });
  }
}

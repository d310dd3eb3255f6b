import { problem } from '../../platform/http/problem.js';

/** 503: the schedule of this station keeps changing while its playlist is built; retry in a moment. */
export class PlaylistUnsettled extends problem({
  status: 503,
  code: 'playlist-unsettled',
  vi: 'Lịch của đài này đang thay đổi; hãy thử lại sau vài giây.',
  en: 'The schedule of this station is changing right now; retry in a few seconds.',
}) {
  constructor() {
    super({ retryAfter: 5 });
  }
}

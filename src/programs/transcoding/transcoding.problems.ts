import { Problem } from '../../platform/http/problem.js';

/** 409: no audio of this program is being made ready. */
export class NotTranscoding extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'not-transcoding',
      detail: 'No audio of this program is being transcoded, so there is nothing to cancel.',
    });
  }
}

/** 409: no audio of this program was refused or cancelled. */
export class NothingToTranscode extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'nothing-to-transcode',
      detail:
        'This program has no audio, or it is being transcoded or ready; only cancelled or refused audio can be transcoded again.',
    });
  }
}

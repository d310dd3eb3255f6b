import { Problem } from '../../platform/http/problem.js';

/** 409: no audio of this program is being made ready. */
export class NotProcessing extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'not-processing',
      detail: 'No audio of this program is being processed now, so there is nothing to cancel.',
    });
  }
}

/** 409: no audio of this program was refused or cancelled. */
export class NothingToProcess extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'nothing-to-process',
      detail:
        'The audio of this program is not there yet, in the works, or ready; only what was cancelled or refused is processed again.',
    });
  }
}

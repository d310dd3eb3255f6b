import { constraintMeans, foreignKeysTo } from '../platform/database/constraint-problems.js';
import { InvalidRequest, NotFound, Problem } from '../platform/http/problem.js';
import type { ProgramState } from './program.entity.js';

/** 409: the program was withdrawn and cannot be changed any more. */
export class ProgramWithdrawn extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'program-withdrawn',
      detail: 'This program was withdrawn and never airs again; make a new one.',
    });
  }
}

/** 409: the audio of the program is not ready; `state` is its current state. */
export class ProgramNotReady extends Problem {
  constructor(state: ProgramState) {
    const detail = `The audio of this program is not ready: ${WAITS_FOR[state]}.`;
    super({ status: 409, code: 'program-not-ready', detail, extra: { state } });
  }
}

const WAITS_FOR: Record<ProgramState, string> = {
  'awaiting-audio': 'none was uploaded yet',
  transcoding: 'it is being transcoded; wait until that is done',
  refused: 'it cannot be used; upload other audio',
  cancelled: 'its transcoding was cancelled; ask for it again',
  ready: 'it is being transcoded again; wait until that is done',
};

/** 409: no audio of this program is being transcoded. */
export class NotTranscoding extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'not-transcoding',
      detail: 'No audio of this program is being transcoded, so there is nothing to cancel.',
    });
  }
}

/** 409: the audio of this program was neither cancelled nor refused. */
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

/** 409: the centre has a segment with this name. */
export class SegmentNameTaken extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'segment-name-taken',
      detail: 'The centre has a segment with this name; choose another one.',
    });
  }
}

const unknown = (pointer: string, message: string) => () => new InvalidRequest([{ pointer, message }]);

constraintMeans('programs_topic', unknown('/topic', 'is not one of the topics'));
constraintMeans('programs_genre', unknown('/genre', 'is not one of the genres'));
constraintMeans('programs_segment', unknown('/segmentId', 'is not a segment that this program can belong to'));
constraintMeans('programs_centre', () => new NotFound('centre'));
constraintMeans('programs_station', () => new NotFound('station'));
constraintMeans('segments_centre', () => new NotFound('centre'));
constraintMeans('segments_name_once', () => new SegmentNameTaken());
foreignKeysTo('program', 'originals_program', 'resumable_uploads_program', 'approvals_program');

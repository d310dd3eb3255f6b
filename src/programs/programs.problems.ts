import { constraintMeans } from '../platform/database/constraint-problems.js';
import { InvalidRequest, NotFound, Problem } from '../platform/http/problem.js';

/** 409: the program was withdrawn; nothing can be done with it any more. */
export class ProgramWithdrawn extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'program-withdrawn',
      detail: 'This program was withdrawn and never airs again; make a new one.',
    });
  }
}

/** 409: the centre has a segment of this name. */
export class SegmentNameTaken extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'segment-name-taken',
      detail: 'The centre has a segment of this name; choose another one.',
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

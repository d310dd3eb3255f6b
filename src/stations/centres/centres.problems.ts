import { constraintMeans, foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { NotFound, Problem } from '../../platform/http/problem.js';
import { DaysOutOfOrder } from '../stations.problems.js';

/** 409: another centre has this name. */
export class CentreNameTaken extends Problem {
  constructor() {
    super({ status: 409, code: 'centre-name-taken', detail: 'Another centre has this name; choose another one.' });
  }
}

/** 409: another centre serves the station on one of these days. */
export class StationAlreadyServed extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'station-already-served',
      detail: 'A centre serves this station on one of these days; end that first, or choose a later day.',
    });
  }
}

/** 409: the centre does not serve the stations `stationIds` on the day in question. */
export class StationNotServed extends Problem {
  /** @param stations with their names if the caller may see them */
  constructor(stations: readonly { id: string; name?: string }[]) {
    const which = stations.flatMap(({ name }) => name ?? []).join(', ') || 'this station';
    const stationIds = stations.map(({ id }) => id);
    super({
      status: 409,
      code: 'station-not-served',
      detail: `The centre does not serve ${which} then; let it serve the station first, or leave the station out.`,
      extra: { stationIds },
    });
  }
}

constraintMeans('centres_name_once', () => new CentreNameTaken());
constraintMeans('centre_stations_one_centre_a_day', () => new StationAlreadyServed());
constraintMeans('centre_stations_pk', () => new StationAlreadyServed());
constraintMeans('centre_stations_days', () => new DaysOutOfOrder());
constraintMeans('centre_stations_centre', () => new NotFound('centre'));
foreignKeysTo('station', 'centre_stations_station');

import { constraintMeans, foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { Problem } from '../../platform/http/problem.js';

/** 409: another cluster of the station has this name. */
export class ClusterNameTaken extends Problem {
  constructor() {
    super({ status: 409, code: 'cluster-name-taken', detail: 'Another cluster of this station has this name.' });
  }
}

constraintMeans('clusters_name_once', () => new ClusterNameTaken());
foreignKeysTo('station', 'clusters_station');

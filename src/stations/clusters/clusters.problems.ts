import { constraintMeans, foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { problem } from '../../platform/http/problem.js';

/** 409: another cluster of the station has this name. */
export class ClusterNameTaken extends problem({
  status: 409,
  code: 'cluster-name-taken',
  vi: 'Đài này đã có cụm loa tên này.',
  en: 'Another cluster of this station has this name.',
}) {}

constraintMeans('clusters_name_once', () => new ClusterNameTaken());
foreignKeysTo('station', 'clusters_station');

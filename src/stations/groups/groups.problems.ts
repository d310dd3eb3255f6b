import { constraintMeans, foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { NotFound, Problem } from '../../platform/http/problem.js';

/** 409: another group of the centre has this name. */
export class GroupNameTaken extends Problem {
  constructor() {
    super({ status: 409, code: 'group-name-taken', detail: 'Another group of this centre has this name.' });
  }
}

constraintMeans('station_groups_name_once', () => new GroupNameTaken());
constraintMeans('group_members_station', () => new NotFound('station'));
foreignKeysTo('centre', 'station_groups_centre');
foreignKeysTo('group', 'group_members_group');

import { constraintMeans, foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { problem } from '../../platform/http/problem.js';

/** 409: another group of the centre has this name. */
export class GroupNameTaken extends problem({
  status: 409,
  code: 'group-name-taken',
  vi: 'Trung tâm đã có nhóm tên này.',
  en: 'Another group of this centre has this name.',
}) {}

/** 409: a group cannot be deleted while something is planned for it. */
export class GroupInUse extends problem({
  status: 409,
  code: 'group-in-use',
  vi: 'Trong lịch có mục dành cho nhóm này nên không xoá được; hãy bỏ các đài ra khỏi nhóm.',
  en: 'Entries on the schedule are for this group, so it stays; take its stations out instead.',
}) {}

constraintMeans('station_groups_name_once', () => new GroupNameTaken());
constraintMeans('group_members_station', () => new NotFound('station'));
foreignKeysTo('centre', 'station_groups_centre');
foreignKeysTo('group', 'group_members_group');

import { constraintMeans, foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { problem } from '../../platform/http/problem.js';
import { DaysOutOfOrder } from '../stations.problems.js';

/** 409: another unit has the code on one of these days. */
export class UnitCodeTaken extends problem({
  status: 409,
  code: 'unit-code-taken',
  vi: 'Đơn vị khác có mã này vào một trong các ngày đó; hãy kết thúc ở đó trước, hoặc chọn ngày muộn hơn.',
  en: 'Another unit has this code on one of these days; end it there first, or choose a later day.',
}) {}

/** 409: the unit has a code on one of these days. */
export class UnitHasCode extends problem({
  status: 409,
  code: 'unit-has-code',
  vi: 'Đơn vị này đã có mã vào một trong các ngày đó.',
  en: 'This unit already has a code on one of these days.',
}) {}

/** 409: the unit has no code that could end. */
export class UnitHasNoCode extends problem({
  status: 409,
  code: 'unit-has-no-code',
  vi: 'Đơn vị này không có mã nào để kết thúc.',
  en: 'This unit has no code to end.',
}) {}

constraintMeans('unit_codes_one_unit_a_day', () => new UnitCodeTaken());
constraintMeans('unit_codes_one_code_a_day', () => new UnitHasCode());
constraintMeans('unit_codes_days', () => new DaysOutOfOrder());
foreignKeysTo('unit', 'unit_codes_unit');

import { constraintMeans, foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { Problem } from '../../platform/http/problem.js';
import { DaysOutOfOrder } from '../stations.problems.js';

/** 409: another unit has the code on one of these days. */
export class UnitCodeTaken extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'unit-code-taken',
      detail: 'Another unit has this code on one of these days; end it there first, or choose a later day.',
    });
  }
}

/** 409: the unit has a code on one of these days. */
export class UnitHasCode extends Problem {
  constructor() {
    super({ status: 409, code: 'unit-has-code', detail: 'This unit already has a code on one of these days.' });
  }
}

/** 409: the unit has no code that could end. */
export class UnitHasNoCode extends Problem {
  constructor() {
    super({ status: 409, code: 'unit-has-no-code', detail: 'This unit has no code that could end.' });
  }
}

constraintMeans('unit_codes_one_unit_a_day', () => new UnitCodeTaken());
constraintMeans('unit_codes_one_code_a_day', () => new UnitHasCode());
constraintMeans('unit_codes_days', () => new DaysOutOfOrder());
foreignKeysTo('unit', 'unit_codes_unit');

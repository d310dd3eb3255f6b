import { foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { Problem } from '../../platform/http/problem.js';

/** 401: no device token, an unknown or expired one, or one of a revoked device. */
export class DeviceNotRecognised extends Problem {
  constructor() {
    super({
      status: 401,
      code: 'device-not-recognised',
      detail: 'This device is not known here any more; enrol it again with a new code.',
    });
  }
}

/** 409: a newer token of the device is in use; this one is accepted until it expires, but cannot be renewed. */
export class TokenReplaced extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'token-replaced',
      detail:
        'A newer token of this device is in use; only that one can be renewed. Without it, enrol the device again.',
    });
  }
}

/** 403: the enrolment code is unknown, used or expired; the response does not say which. */
export class EnrolmentCodeRefused extends Problem {
  constructor() {
    super({
      status: 403,
      code: 'enrolment-code-refused',
      detail: 'This code is not right, was used already, or its time is over; ask the administrator for a new one.',
    });
  }
}

/** 429: too many wrong enrolment codes from one network; correct ones are refused too for `retryAfter` seconds. */
export class TooManyEnrolmentFailures extends Problem {
  constructor(retryAfter: number) {
    super({
      status: 429,
      code: 'too-many-enrolment-failures',
      detail: `Too many wrong codes came from this address; try again in ${retryAfter} seconds.`,
      retryAfter,
    });
  }
}

foreignKeysTo('station', 'devices_station', 'enrolment_codes_station');
foreignKeysTo('device', 'device_tokens_device', 'enrolment_codes_device');

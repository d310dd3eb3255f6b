import { Problem } from '../../platform/http/problem.js';

/** 401: no device token, or one that is unknown, over its time or revoked. */
export class DeviceNotRecognised extends Problem {
  constructor() {
    super({
      status: 401,
      code: 'device-not-recognised',
      detail: 'This device is not known here any more; enrol it again with a new code.',
    });
  }
}

import { foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { problem } from '../../platform/http/problem.js';

/** 401: no device token, an unknown or expired one, or one of a device that has ended. */
export class DeviceNotRecognised extends problem({
  status: 401,
  code: 'device-not-recognised',
  vi: 'Thiết bị này không còn được nhận ở đây; hãy đăng ký lại bằng mã mới.',
  en: 'This device is not known here any more; enrol it again with a new code.',
}) {}

/** 409: a newer token of the device is in use; this one is accepted until it expires, but cannot be renewed. */
export class TokenReplaced extends problem({
  status: 409,
  code: 'token-replaced',
  vi: 'Thiết bị này đang dùng mã truy cập mới hơn; chỉ mã đó mới gia hạn được. Nếu không còn, hãy đăng ký lại thiết bị.',
  en: 'A newer token of this device is in use; only that one can be renewed. Without it, enrol the device again.',
}) {}

/** 403: the enrolment code is unknown, used or expired; the response does not say which. */
export class EnrolmentCodeRefused extends problem({
  status: 403,
  code: 'enrolment-code-refused',
  vi: 'Mã này không đúng, đã dùng hoặc đã hết hạn; hãy xin quản trị viên mã mới.',
  en: 'This code is wrong, was used already or has expired; ask the administrator for a new one.',
}) {}

/** 429: too many wrong enrolment codes from one network; correct ones are refused too for `retryAfter` seconds. */
export class TooManyEnrolmentFailures extends problem({
  status: 429,
  code: 'too-many-enrolment-failures',
  vi: 'Địa chỉ này gửi quá nhiều mã sai; hãy thử lại sau {retryAfter} giây.',
  en: 'Too many wrong codes came from this address; try again in {retryAfter} seconds.',
}) {
  constructor(retryAfter: number) {
    super({ retryAfter });
  }
}

foreignKeysTo('station', 'devices_station', 'enrolment_codes_station');
foreignKeysTo('device', 'device_tokens_device', 'enrolment_codes_device');

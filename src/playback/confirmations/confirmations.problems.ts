import { constraintMeans, foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { InvalidRequest } from '../../platform/http/http.problems.js';
import { z } from 'zod';
import { problem } from '../../platform/http/problem.js';

/** Now, and the time zone of the station. */
export interface StationClock {
  now: Date;
  zone: string;
}

/** Instants in UTC, and the zone in which people read them. */
const Now = { now: z.iso.datetime(), timeZone: z.string().describe('IANA zone of the station') };

/** 409: a broadcast cannot be confirmed before it has started. */
export class NotStartedYet extends problem({
  status: 409,
  code: 'not-started-yet',
  vi: 'Lượt phát này bắt đầu lúc {startsAt}; hãy xác nhận sau đó. Bây giờ là {now}.',
  en: 'This broadcast starts at {startsAt}; confirm it after that. It is {now} now.',
  extra: z.object({ startsAt: z.iso.datetime(), ...Now }),
}) {
  constructor(startsAt: Date, { now, zone }: StationClock) {
    super({
      extra: { startsAt: startsAt.toISOString(), now: now.toISOString(), timeZone: zone },
      values: { startsAt: { at: startsAt, zone }, now: { at: now, zone } },
    });
  }
}

/** 409: that something was heard cannot be said before its end. The tap is refused for good; tap again after the end. */
export class NotOverYet extends problem({
  status: 409,
  code: 'not-over-yet',
  vi: 'Lượt phát này kết thúc lúc {endsAt}; hãy báo sau đó. Bây giờ là {now}.',
  en: 'This broadcast ends at {endsAt}; say after that what was heard. It is {now} now.',
  extra: z.object({ endsAt: z.iso.datetime(), ...Now }),
}) {
  constructor(endsAt: Date, { now, zone }: StationClock) {
    super({
      extra: { endsAt: endsAt.toISOString(), now: now.toISOString(), timeZone: zone },
      values: { endsAt: { at: endsAt, zone }, now: { at: now, zone } },
    });
  }
}

/** 409: the person has said something else of this broadcast with this tap. */
export class TapUsed extends problem({
  status: 409,
  code: 'tap-used',
  vi: '`tap` này đã gửi với nội dung khác; hãy tạo mã mới cho mỗi lần bấm.',
  en: 'This `tap` was sent before with other content; make a new one for each tap.',
}) {}

/** 409: somebody else tapped on this device; the tap waits until that person signs in again. */
export class OtherPerson extends problem({
  status: 409,
  code: 'other-person',
  vi: 'Xác nhận này do người khác bấm; người đó cần đăng nhập lại để gửi.',
  en: 'Somebody else made this confirmation; that person has to sign in again to send it.',
}) {}

/** 409: the broadcast was withdrawn before it began, and nothing of it sounded. */
export class BroadcastWithdrawn extends problem({
  status: 409,
  code: 'broadcast-withdrawn',
  vi: 'Lượt phát này đã rút trước khi phát; không có gì để xác nhận.',
  en: 'This broadcast was withdrawn before it began; there is nothing to confirm.',
}) {}

const NO_SUCH_REASON = {
  vi: 'không có trong danh sách; xem /not-aired-reasons',
  en: 'is not in the list; see /not-aired-reasons',
};

constraintMeans('confirmations_tap_once', () => new TapUsed());
constraintMeans('confirmations_reason', () => new InvalidRequest([{ pointer: '/reason', message: NO_SUCH_REASON }]));
foreignKeysTo('station', 'confirmations_station');

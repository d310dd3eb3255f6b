import { problem } from '../platform/http/problem.js';

const RETRY_SECONDS = 2;

/** 503: others are changing the schedule of the same stations, for longer than a request waits. Nothing was stored. */
export class ScheduleBusy extends problem({
  status: 503,
  code: 'busy',
  vi: 'Người khác đang sửa lịch của các đài này; hãy thử lại sau vài giây. Chưa có gì thay đổi.',
  en: 'Others are changing the schedule of these stations; try again in a few seconds. Nothing was changed.',
}) {
  constructor() {
    super({ retryAfter: RETRY_SECONDS });
  }
}

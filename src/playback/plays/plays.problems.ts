import { z } from 'zod';
import { problem } from '../../platform/http/problem.js';

/** 429: more plays than DEVICE_PLAYS_PER_MINUTE; nothing of this call was stored. */
export class PlaysTooFast extends problem({
  status: 429,
  code: 'plays-too-fast',
  vi: 'Quá nhiều lượt phát trong thời gian ngắn; chưa lưu gì. Hãy giữ lại và gửi lại sau {retryAfter} giây.',
  en: 'Too many plays in a short time; nothing was stored. Keep them and send them again in {retryAfter} seconds.',
}) {
  constructor(retryAfter: number) {
    super({ retryAfter });
  }
}

/** 413: more plays in one call than PLAYS_PER_CALL; nothing of it was stored. */
export class TooManyPlays extends problem({
  status: 413,
  code: 'too-many-plays',
  vi: 'Một lần gửi có nhiều nhất {most} sự kiện; chưa lưu gì. Hãy gửi phần còn lại ở các lần sau.',
  en: 'One call may hold {most} events at most; nothing was stored. Send the rest in further calls.',
  extra: z.object({ most: z.int() }),
}) {
  constructor(most: number) {
    super({ extra: { most } });
  }
}

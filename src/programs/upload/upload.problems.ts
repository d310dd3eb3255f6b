import { z } from 'zod';
import { problem } from '../../platform/http/problem.js';

/** 422: the file is empty. */
export class AudioEmpty extends problem({
  status: 422,
  code: 'audio-empty',
  vi: 'Tệp rỗng; hãy chọn lại tệp và gửi lần nữa.',
  en: 'The file is empty; choose the file again and send it once more.',
}) {}

/** 422: the file is not audio of an accepted kind. */
export class NotAudio extends problem({
  status: 422,
  code: 'not-audio',
  vi: 'Đây không phải tệp âm thanh. Hãy gửi MP3, WAV, M4A, Ogg, FLAC, WMA, AMR hoặc WebM.',
  en: 'This is not an audio file. Send MP3, WAV, M4A, Ogg, FLAC, WMA, AMR or WebM.',
}) {}

/** 429: the file would exceed the person's volume of the day; uploads are possible again after local midnight. */
export class DailyVolumeUsedUp extends problem({
  status: 429,
  code: 'daily-volume-used-up',
  vi: 'Với tệp này, hôm nay bạn sẽ tải lên quá {limit} byte, giới hạn cho một người; đã dùng {used} byte. Hãy thử lại sau nửa đêm, hoặc nhờ quản trị viên.',
  en: 'With this file you would upload more than {limit} bytes today, the limit for one person; {used} bytes are used. Try again after midnight, or ask an administrator.',
  extra: z.object({ limitBytes: z.int(), usedBytes: z.int() }),
}) {
  constructor({ limit, used }: { limit: number; used: number }, retryAfter: number) {
    const extra = { limitBytes: limit, usedBytes: used };
    super({ extra, retryAfter, values: { limit, used } });
  }
}

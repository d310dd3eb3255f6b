import { Problem } from '../../platform/http/problem.js';

/** 422: there is nothing in the file. */
export class AudioEmpty extends Problem {
  constructor() {
    super({
      status: 422,
      code: 'audio-empty',
      detail: 'The file is empty; choose the file again and send it once more.',
    });
  }
}

/** 422: the file begins like nothing that holds audio. */
export class NotAudio extends Problem {
  constructor() {
    const detail = 'This is not an audio file. Send MP3, WAV, M4A, Ogg, FLAC, WMA, AMR or WebM.';
    super({ status: 422, code: 'not-audio', detail });
  }
}

/** 429: the person has handed in as much as one may in a day; it goes on at the next local midnight. */
export class DailyVolumeUsedUp extends Problem {
  constructor({ limit, used }: { limit: number; used: number }, retryAfter: number) {
    const detail =
      `With this file you would hand in more than the ${limit} bytes that one person may in a day; ` +
      `${used} are used. Try again after midnight, or ask an administrator.`;
    const extra = { limitBytes: limit, usedBytes: used };
    super({ status: 429, code: 'daily-volume-used-up', detail, extra, retryAfter });
  }
}

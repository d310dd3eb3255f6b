import { Problem } from '../../platform/http/problem.js';

/** 422: the file is empty. */
export class AudioEmpty extends Problem {
  constructor() {
    super({
      status: 422,
      code: 'audio-empty',
      detail: 'The file is empty; choose the file again and send it once more.',
    });
  }
}

/** 422: the file is not audio of an accepted kind. */
export class NotAudio extends Problem {
  constructor() {
    const detail = 'This is not an audio file. Send MP3, WAV, M4A, Ogg, FLAC, WMA, AMR or WebM.';
    super({ status: 422, code: 'not-audio', detail });
  }
}

/** 429: the file would exceed the person's volume of the day; uploads are possible again after local midnight. */
export class DailyVolumeUsedUp extends Problem {
  constructor({ limit, used }: { limit: number; used: number }, retryAfter: number) {
    const detail =
      `With this file you would upload more than ${limit} bytes today, the limit for one person; ` +
      `${used} bytes are used. Try again after midnight, or ask an administrator.`;
    const extra = { limitBytes: limit, usedBytes: used };
    super({ status: 429, code: 'daily-volume-used-up', detail, extra, retryAfter });
  }
}

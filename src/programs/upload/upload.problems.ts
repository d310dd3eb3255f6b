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

import { QUICK_FFMPEG } from './ffmpeg.js';

/** Settings with short times, for tests that wait until a job is retried or another worker takes over. */
export const QUICK_WORKERS = {
  ...QUICK_FFMPEG,
  QUEUE_LOCK_SECONDS: '4',
  TRANSCODE_RETRY_SECONDS: '0.5',
  TRANSCODE_HEARTBEAT_SECONDS: '0.5',
  TRANSCODE_STALE_SECONDS: '4',
};

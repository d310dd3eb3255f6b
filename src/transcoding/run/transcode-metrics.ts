import { histogram } from '../../platform/metrics/metrics.js';

/** Runs that gave an original its result; what is tried again has none yet. */
export const transcodes = histogram({
  name: 'vang_transcode_duration_seconds',
  help: 'Transcodes by their end (ready, refused, failed), from claim to result',
  labelNames: ['end'],
  buckets: [2, 10, 30, 120, 600],
});

import { createHash } from 'node:crypto';
import type { AllowedHours } from './within-allowed-hours.js';

/** The revision of a centre's hours, for `ETag`: equal for equal hours, also for those that come from the settings. */
export const hoursRevision = (hours: readonly AllowedHours[]): string =>
  createHash('sha256')
    .update(JSON.stringify(hours.map(({ days, from, to }) => [days, from, to])))
    .digest('base64url');

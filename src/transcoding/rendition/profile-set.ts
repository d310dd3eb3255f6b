import { createHash } from 'node:crypto';
import type { Settings } from '../../platform/config/config.js';
import { LIMITER } from '../loudness/limiter-prediction.js';
import { PROFILES } from './profiles.js';

type Targets = Pick<Settings, 'LOUDNESS_TARGET_LUFS' | 'TRUE_PEAK_CEILING_DBTP' | 'LOWEST_FREQUENCY_HZ'>;

/** The id of all profiles, the limiter, targets and the band together; it changes when one of them does, and a renewal is due. */
export function profileSetOf({ LOUDNESS_TARGET_LUFS, TRUE_PEAK_CEILING_DBTP, LOWEST_FREQUENCY_HZ }: Targets): string {
  const profiles = Object.values(PROFILES).map(({ name, bitsPerSecond, filters, encoder }) => ({
    name,
    bitsPerSecond,
    filters,
    encoder,
  }));
  const set = {
    profiles,
    limiter: LIMITER,
    targets: [LOUDNESS_TARGET_LUFS, TRUE_PEAK_CEILING_DBTP, LOWEST_FREQUENCY_HZ],
  };
  return createHash('sha256').update(JSON.stringify(set)).digest('hex').slice(0, 12);
}

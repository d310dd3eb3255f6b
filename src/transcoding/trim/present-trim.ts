import type { Trim } from './trim.entity.js';
import type { TrimView } from './trim.schemas.js';

export function presentTrim(trim: Trim): TrimView {
  const { state, fromSeconds, untilSeconds, originalSha256, madeSha256, failedBecause } = trim;
  return { state, fromSeconds, untilSeconds, originalSha256, madeSha256, failedBecause };
}

import type { Work } from '../../platform/database/unit-of-work.js';
import type { Rendition } from './rendition.entity.js';

/**
 * Replaces the rendition of an original by the same profile, and keeps the replaced one as a past rendition. The file of
 * the new one must be stored and recorded already.
 */
export async function putRendition(work: Work, rendition: Omit<Rendition, 'madeAt'>): Promise<void> {
  const { originalSha256, profile, sha256, bytes, seconds, mediaType, lufs, truePeak } = rendition;
  await work.query(
    `INSERT INTO past_renditions (original_sha256, profile, sha256, replaced_at)
     SELECT original_sha256, profile, sha256, $4 FROM renditions
     WHERE original_sha256 = $1 AND profile = $2 AND sha256 <> $3
     ON CONFLICT (original_sha256, sha256, profile) DO NOTHING`,
    [originalSha256, profile, sha256, work.now],
  );
  await work.query(
    `INSERT INTO renditions (original_sha256, profile, sha256, bytes, seconds, media_type, lufs, true_peak, made_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (original_sha256, profile) DO UPDATE SET sha256 = EXCLUDED.sha256, bytes = EXCLUDED.bytes,
       seconds = EXCLUDED.seconds, media_type = EXCLUDED.media_type, lufs = EXCLUDED.lufs,
       true_peak = EXCLUDED.true_peak, made_at = EXCLUDED.made_at`,
    [originalSha256, profile, sha256, bytes, seconds, mediaType, lufs, truePeak, work.now],
  );
}

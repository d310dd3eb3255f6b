import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import type { Rendition } from './rendition.entity.js';

@Injectable()
export class RenditionsQueries {
  constructor(private readonly clock: Clock) {}

  /** Puts a rendition, whose file is kept and recorded already, in the place of the one before by the same profile. */
  async put(manager: EntityManager, rendition: Omit<Rendition, 'madeAt'>): Promise<void> {
    const { originalSha256, profile, sha256, bytes, seconds, mediaType, lufs, truePeak } = rendition;
    const madeAt = this.clock.now();
    await manager.query(
      `INSERT INTO past_renditions (original_sha256, profile, sha256, replaced_at)
       SELECT original_sha256, profile, sha256, $4 FROM renditions
       WHERE original_sha256 = $1 AND profile = $2 AND sha256 <> $3 ON CONFLICT DO NOTHING`,
      [originalSha256, profile, sha256, madeAt],
    );
    await manager.query(
      `INSERT INTO renditions (original_sha256, profile, sha256, bytes, seconds, media_type, lufs, true_peak, made_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (original_sha256, profile) DO UPDATE SET sha256 = EXCLUDED.sha256, bytes = EXCLUDED.bytes,
         seconds = EXCLUDED.seconds, media_type = EXCLUDED.media_type, lufs = EXCLUDED.lufs,
         true_peak = EXCLUDED.true_peak, made_at = EXCLUDED.made_at`,
      [originalSha256, profile, sha256, bytes, seconds, mediaType, lufs, truePeak, madeAt],
    );
  }
}

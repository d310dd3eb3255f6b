import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PlayableAudio } from './build-playlist.js';

@Injectable()
export class RenditionsQueries {
  constructor(private readonly source: DataSource) {}

  /** Renditions in a profile, by the SHA-256 of their original; those not made yet are missing. */
  async find(originals: readonly string[], profile: string): Promise<Map<string, PlayableAudio>> {
    const rows = await this.source.query<(PlayableAudio & { original: string })[]>(
      `SELECT original_sha256 AS original, sha256, bytes, seconds, media_type AS "mediaType" FROM renditions
       WHERE original_sha256 = ANY ($1) AND profile = $2`,
      [originals, profile],
    );
    return new Map(rows.map(({ original, ...audio }) => [original, audio]));
  }
}

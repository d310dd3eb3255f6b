import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Trim, type TrimFailure } from './trim.entity.js';

@Injectable()
export class TrimsQueries {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  async ask(trim: Pick<Trim, 'id' | 'programId' | 'originalSha256' | 'fromSeconds' | 'untilSeconds' | 'askedBy'>) {
    const { id, programId, originalSha256, fromSeconds, untilSeconds, askedBy } = trim;
    await this.source.query(
      `INSERT INTO trims (id, program_id, original_sha256, from_seconds, until_seconds, state, asked_by, asked_at)
       VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $7)`,
      [id, programId, originalSha256, fromSeconds, untilSeconds, askedBy, this.clock.now()],
    );
  }

  /** The last one that concerns this audio: it is cut, or came out. */
  lastOf(programId: string, originalSha256: string): Promise<Trim | null> {
    return this.source.manager.findOne(Trim, {
      where: [
        { programId, originalSha256 },
        { programId, madeSha256: originalSha256 },
      ],
      order: { id: 'DESC' },
    });
  }

  /** Takes one that waits for another attempt. Two workers may have it at once: both make the same. */
  async begin(id: string): Promise<Trim | undefined> {
    const [rows] = await this.source.query<[{ id: string }[], number]>(
      `UPDATE trims SET attempts = attempts + 1 WHERE id = $1 AND state = 'waiting' RETURNING id`,
      [id],
    );
    if (!rows[0]) return undefined;
    return (await this.source.manager.findOneBy(Trim, { id })) ?? undefined;
  }

  async done(id: string, madeSha256: string): Promise<void> {
    await this.source.query(
      `UPDATE trims SET state = 'done', made_sha256 = $2, finished_at = $3 WHERE id = $1 AND state = 'waiting'`,
      [id, madeSha256, this.clock.now()],
    );
  }

  async failed(id: string, because: TrimFailure): Promise<void> {
    await this.source.query(
      `UPDATE trims SET state = 'failed', failed_because = $2, finished_at = $3 WHERE id = $1 AND state = 'waiting'`,
      [id, because, this.clock.now()],
    );
  }

  async waiting(): Promise<string[]> {
    const rows = await this.source.query<{ id: string }[]>("SELECT id FROM trims WHERE state = 'waiting' LIMIT 1000");
    return rows.map(({ id }) => id);
  }
}

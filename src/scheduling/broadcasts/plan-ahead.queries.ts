import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository, SelectQueryBuilder } from 'typeorm';
import type { Work } from '../../platform/database/unit-of-work.js';
import { Entry } from '../entries/entry.entity.js';

/** Both ends included. */
export interface LocalDays {
  first: string;
  last: string;
}

/** What entries may name. */
export interface EntryPlaces {
  stationIds: readonly string[];
  groupIds: readonly string[];
}

/** Which entries are to be planned, and for which stations. */
@Injectable()
export class PlanAheadQueries {
  constructor(@InjectRepository(Entry) private readonly entries: Repository<Entry>) {}

  /** Entries in force that may air between two local days, oldest first: who came first keeps the place. */
  inForceBetween(days: LocalDays): Promise<Entry[]> {
    return this.between(days).getMany();
  }

  /** Those of them that name one of the stations or groups. */
  inForceAt({ stationIds, groupIds }: EntryPlaces, days: LocalDays): Promise<Entry[]> {
    return this.between(days)
      .andWhere(
        `e.id IN (SELECT entry_id FROM entry_stations WHERE station_id = ANY (:stationIds)
           UNION ALL SELECT entry_id FROM entry_groups WHERE group_id = ANY (:groupIds))`,
        { stationIds: [...stationIds], groupIds: [...groupIds] },
      )
      .getMany();
  }

  ofProgram(programId: string): Promise<Entry[]> {
    return this.entries
      .createQueryBuilder('e')
      .where('e.withdrawn_at IS NULL AND e.program_id = :programId', { programId })
      .orderBy('e.id')
      .getMany();
  }

  async stationsNamed(entryId: string): Promise<string[]> {
    return this.idsOf('SELECT station_id AS id FROM entry_stations WHERE entry_id = $1', entryId);
  }

  async groupsNamed(entryId: string): Promise<string[]> {
    return this.idsOf('SELECT group_id AS id FROM entry_groups WHERE entry_id = $1', entryId);
  }

  /** Those of the entries that are still in force; their rows are held until the transaction ends. */
  async hold({ manager }: Work, entryIds: readonly string[]): Promise<Set<string>> {
    const rows: { id: string }[] = await manager.query(
      'SELECT id FROM entries WHERE id = ANY ($1::uuid[]) AND withdrawn_at IS NULL ORDER BY id FOR UPDATE',
      [entryIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  private between({ first, last }: LocalDays): SelectQueryBuilder<Entry> {
    return this.entries
      .createQueryBuilder('e')
      .where('e.withdrawn_at IS NULL AND e.valid_from <= :last', { last })
      .andWhere('(e.valid_until IS NULL OR e.valid_until >= :first)', { first })
      .orderBy('e.id');
  }

  private async idsOf(sql: string, entryId: string): Promise<string[]> {
    const rows: { id: string }[] = await this.entries.query(sql, [entryId]);
    return rows.map(({ id }) => id);
  }
}

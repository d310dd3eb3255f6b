import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { GroupView } from './groups.schemas.js';

/** A station belongs to a group. */
export interface Membership {
  groupId: string;
  stationId: string;
}

@Injectable()
export class GroupsQueries {
  constructor(private readonly source: DataSource) {}

  async stationsOf(groupIds: readonly string[]): Promise<string[]> {
    const rows: { id: string }[] = await this.source.query(
      'SELECT DISTINCT station_id AS id FROM station_group_members WHERE group_id = ANY ($1::uuid[]) ORDER BY id',
      [groupIds],
    );
    return rows.map(({ id }) => id);
  }

  async membershipsOf(stationIds: readonly string[], work?: Work): Promise<Membership[]> {
    return (work?.manager ?? this.source).query(
      `SELECT group_id AS "groupId", station_id AS "stationId" FROM station_group_members
       WHERE station_id = ANY ($1::uuid[])`,
      [stationIds],
    );
  }

  /** Groups with their stations, by id: one, or those of a centre. */
  list({ id, centreId, after, limit }: GroupFilter): Promise<GroupView[]> {
    return this.source.query(
      `SELECT g.id, g.centre_id AS "centreId", g.name,
         ARRAY(SELECT station_id FROM station_group_members WHERE group_id = g.id ORDER BY station_id) AS "stationIds"
       FROM station_groups g
       WHERE ($1::uuid IS NULL OR g.id = $1) AND ($2::uuid IS NULL OR g.centre_id = $2) AND ($3::uuid IS NULL OR g.id > $3)
       ORDER BY g.id LIMIT $4`,
      [id, centreId, after, limit],
    );
  }
}

interface GroupFilter {
  id?: string;
  centreId?: string;
  after?: string | undefined;
  limit: number;
}

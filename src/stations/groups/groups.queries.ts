import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

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
}

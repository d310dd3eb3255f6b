import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { GenreView, SegmentView, TopicView } from './lists.schemas.js';

const NAME = `json_build_object('vi', name_vi, 'en', name_en) AS name`;

@Injectable()
export class ListsQueries {
  constructor(private readonly source: DataSource) {}

  topics(): Promise<TopicView[]> {
    return this.source.query(
      `SELECT code, ${NAME}, administrative_reform AS "administrativeReform" FROM topics ORDER BY position`,
    );
  }

  genres(): Promise<GenreView[]> {
    return this.source.query(`SELECT code, ${NAME} FROM genres ORDER BY position`);
  }

  async segment(id: string): Promise<SegmentView | undefined> {
    const rows: SegmentView[] = await this.source.query(
      'SELECT id, centre_id AS "centreId", name FROM segments WHERE id = $1',
      [id],
    );
    return rows[0];
  }

  /** By name; of every centre when none is given. */
  segments(centreId: string | undefined): Promise<SegmentView[]> {
    return this.source.query(
      `SELECT id, centre_id AS "centreId", name FROM segments WHERE $1::uuid IS NULL OR centre_id = $1 ORDER BY name, id`,
      [centreId ?? null],
    );
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Why something was not aired, as devices and operators may say it. */
export interface NotAiredReason {
  code: string;
  nameVi: string;
  nameEn: string;
}

@Injectable()
export class ReasonsQueries {
  constructor(private readonly source: DataSource) {}

  /** The whole list in its own order. */
  all(): Promise<NotAiredReason[]> {
    return this.source.query(
      'SELECT code, name_vi AS "nameVi", name_en AS "nameEn" FROM not_aired_reasons ORDER BY position, code',
    );
  }
}

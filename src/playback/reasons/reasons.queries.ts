import type { Sql } from '../../platform/database/sql.js';

/** A reason why something was not aired, for devices and operators to choose from. */
export interface NotAiredReason {
  code: string;
  nameVi: string;
  nameEn: string;
}

/** All reasons in their own order. */
export function allReasons(sql: Sql): Promise<NotAiredReason[]> {
  return sql.query(
    'SELECT code, name_vi AS "nameVi", name_en AS "nameEn" FROM not_aired_reasons ORDER BY position, code',
  );
}

import type { Sql } from '../../platform/database/sql.js';

/** Why something was not aired, as devices and operators may say it. */
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

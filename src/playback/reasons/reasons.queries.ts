import type { Sql } from '../../platform/database/sql.js';
import type { Texts } from '../../platform/words/language.js';

/** A reason why something was not aired, for devices and operators to choose from. */
export interface NotAiredReason {
  code: string;
  name: Texts;
}

/** All reasons in their own order. */
export function allReasons(sql: Sql): Promise<NotAiredReason[]> {
  return sql.query(
    `SELECT code, json_build_object('vi', name_vi, 'en', name_en) AS name FROM not_aired_reasons ORDER BY position, code`,
  );
}

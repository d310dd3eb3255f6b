import type { Sql } from '../../platform/database/sql.js';

export interface DatabaseState {
  /** E.g. `18.1`. */
  version: string;
  bytes: number;
}

export async function databaseState(sql: Sql): Promise<DatabaseState> {
  const [row] = await sql.query<DatabaseState>(
    `SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
       pg_database_size(current_database()) AS bytes`,
  );
  if (!row) throw new Error('the database did not tell its version');
  return row;
}

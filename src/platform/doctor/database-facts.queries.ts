import type { Sql } from '../database/sql.js';

/** What the database and the role of DATABASE_URL are like. */
export interface DatabaseFacts {
  versionNumber: number;
  version: string;
  encoding: string;
  isSuperuser: boolean;
  /** Whether the role may create schemas and extensions in the database, and tables in the schema `public`. */
  mayCreate: boolean;
  /** A standby takes no writes. */
  isStandby: boolean;
  missingExtensions: string[];
  hasMigrations: boolean;
  now: Date;
}

export async function databaseFacts(sql: Sql, extensions: readonly string[]): Promise<DatabaseFacts> {
  const [facts] = await sql.query<DatabaseFacts>(
    `SELECT current_setting('server_version_num')::integer AS "versionNumber",
            current_setting('server_version') AS version,
            current_setting('server_encoding') AS encoding,
            (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS "isSuperuser",
            has_database_privilege(current_database(), 'CREATE')
              AND has_schema_privilege('public', 'CREATE') AS "mayCreate",
            pg_is_in_recovery() AS "isStandby",
            ARRAY (SELECT wanted FROM unnest($1::text[]) AS given (wanted)
                    WHERE wanted NOT IN (SELECT name FROM pg_available_extensions)
            ) AS "missingExtensions",
            to_regclass('migrations') IS NOT NULL AS "hasMigrations",
            clock_timestamp() AS now`,
    [extensions],
  );
  if (!facts) throw new Error('the database did not describe itself');
  return facts;
}

/** The migrations that ran on the database, in their order. */
export async function ranMigrations(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
  return rows.map(({ name }) => name);
}

/** How many tables of its own the database has. */
export async function countTables(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  );
  return row?.count ?? 0;
}

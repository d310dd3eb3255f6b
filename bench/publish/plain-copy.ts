import type pg from 'pg';

const TABLE = 'broadcasts';
const COPY = 'plain_broadcasts';

/** What hangs on a table with its partitions. */
interface Attached {
  constraints: number;
  indexes: number;
}

/**
 * A table like the one of the service, to insert into without any of its work: the same columns, checks, foreign keys,
 * keys, exclusion, indexes and partitions, all read from the catalogue.
 */
export class PlainCopy {
  private constructor(
    private readonly sql: pg.Client,
    private readonly columns: string,
  ) {}

  static async of(sql: pg.Client): Promise<PlainCopy> {
    const [table] = await rowsOf<{ key: string }>(sql, 'SELECT pg_get_partkeydef($1::regclass) AS key');
    await sql.query(
      `CREATE TABLE ${COPY} (LIKE ${TABLE} INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING STORAGE)
       PARTITION BY ${table?.key}`,
    );
    for (const { name, definition } of await constraints(sql)) {
      await sql.query(`ALTER TABLE ${COPY} ADD CONSTRAINT plain_${name} ${definition}`);
    }
    for (const { definition } of await indexes(sql)) {
      await sql.query(
        definition.replace(/^CREATE (UNIQUE )?INDEX (\S+) ON (?:ONLY )?\S+/, `CREATE $1INDEX plain_$2 ON ${COPY}`),
      );
    }
    const columns = await rowsOf<{ name: string }>(
      sql,
      `SELECT quote_ident(attname) AS name FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    );
    return new PlainCopy(sql, columns.map(({ name }) => name).join(', '));
  }

  /**
   * Creates the partitions that the service has created since.
   * @throws Error when anything hangs on the one table and not on the other
   */
  async follow(): Promise<Attached> {
    const partitions = await rowsOf<{ name: string; bound: string; options: string | null }>(
      this.sql,
      `SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bound, array_to_string(c.reloptions, ', ') AS options
       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = $1::regclass ORDER BY c.relname`,
    );
    for (const { name, bound, options } of partitions) {
      const settings = options ? ` WITH (${options})` : '';
      await this.sql.query(`CREATE TABLE IF NOT EXISTS plain_${name} PARTITION OF ${COPY} ${bound}${settings}`);
    }
    const [ours, copied] = [await attachedTo(this.sql, TABLE), await attachedTo(this.sql, COPY)];
    if (JSON.stringify(ours) !== JSON.stringify(copied)) {
      throw new Error(`the copy is another table: ${JSON.stringify(copied)} instead of ${JSON.stringify(ours)}`);
    }
    return ours;
  }

  /** Copies what the service has written for a program: one statement, one transaction. @returns the number of rows */
  async insert(programId: string): Promise<number> {
    const { rowCount } = await this.sql.query(
      `INSERT INTO ${COPY} (${this.columns}) SELECT ${this.columns} FROM ${TABLE} WHERE program_id = $1`,
      [programId],
    );
    return rowCount ?? 0;
  }
}

/** @param query with $1 for the table of the service */
const rowsOf = async <Row extends pg.QueryResultRow>(sql: pg.Client, query: string): Promise<Row[]> =>
  (await sql.query<Row>(query, [TABLE])).rows;

// NOT NULL comes with LIKE.
const constraints = (sql: pg.Client) =>
  rowsOf<{ name: string; definition: string }>(
    sql,
    `SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE conrelid = $1::regclass AND contype IN ('c', 'f', 'p', 'u', 'x') ORDER BY contype, conname`,
  );

const indexes = (sql: pg.Client) =>
  rowsOf<{ definition: string }>(
    sql,
    `SELECT pg_get_indexdef(indexrelid) AS definition FROM pg_index i WHERE indrelid = $1::regclass
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND conrelid = indrelid)`,
  );

async function attachedTo(sql: pg.Client, table: string): Promise<Attached> {
  const { rows } = await sql.query<Attached>(
    `WITH tables AS (SELECT relid FROM pg_partition_tree($1::regclass))
     SELECT (SELECT count(*)::int FROM pg_constraint WHERE conrelid IN (SELECT relid FROM tables)) AS constraints,
            (SELECT count(*)::int FROM pg_index WHERE indrelid IN (SELECT relid FROM tables)) AS indexes`,
    [table],
  );
  return rows[0] ?? { constraints: 0, indexes: 0 };
}

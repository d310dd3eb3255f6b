import type { Sql } from './sql.js';

/** A list that is read page by page, by an id of each row. */
export interface List<Row> {
  /** The rows of a page. */
  rows(sql: Sql, page: ListPage): Promise<Row[]>;
  /** How many rows all pages have. */
  size(sql: Sql): Promise<number>;
}

export interface ListPage {
  /** Id of the last row of the page before. */
  after: string | undefined;
  limit: number;
}

/** How many rows there are. @param from SQL from FROM on, with all of the parameters and no others */
export async function sizeOf(sql: Sql, from: string, parameters: readonly unknown[]): Promise<number> {
  const [row] = await sql.query<{ total: number }>(`SELECT count(*)::int AS total ${from}`, [...parameters]);
  return row?.total ?? 0;
}

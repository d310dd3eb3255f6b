/**
 * What queries run on: a unit of work, or the data source for reads outside of one.
 * `query` returns the rows of the statement. The data source does so for SELECT and INSERT only; for UPDATE and DELETE
 * TypeORM returns `[rows, count]`, so those run in a unit of work.
 */
export interface Sql {
  query<Row extends object = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
}

/**
 * What named queries run on: a unit of work, or the data source for reads outside of one.
 * `query` answers the rows that the statement returns. The data source does so for SELECT and INSERT only: TypeORM
 * answers an UPDATE or DELETE of its own with `[rows, count]`, so those run in a unit of work.
 */
export interface Sql {
  query<Row extends object = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
}

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { CLASHES_BEFORE } from '../../../src/scheduling/clashes/rule-clashes.queries.js';
import { SCRATCH_TABLES } from '../../../src/scheduling/planning/scratch-tables.queries.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { type ResultColumn, resultColumns } from '../../support/sql/result-columns.js';
import { type ExpectedColumn, type TypedQuery, typedQueries } from '../../support/sql/typed-queries.js';

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await freshDatabase();
  client = new pg.Client(database.url);
  await client.connect();
  await client.query(SCRATCH_TABLES);
  await client.query(CLASHES_BEFORE);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

it('gives every row the columns that its type has', async () => {
  const faults: string[] = [];
  const queries = typedQueries();
  for (const query of queries) faults.push(...(await faultsOf(query)));
  expect(faults).toEqual([]);
  expect(queries.length).toBeGreaterThan(50);
});

it('notices a column of another name, and one of another kind', async () => {
  const result = await resultColumns(client, `SELECT login, created_at AS "at", ended_at FROM people WHERE id = $1`);
  const column = (name: string, kind: ExpectedColumn['kind']) => ({ name, kind, isOptional: false });
  expect(differences(result, [column('login', 'number'), column('at', 'Date'), column('endedAt', 'Date')])).toEqual([
    'the SQL has no column “endedAt”',
    'the type has no property “ended_at”',
    '“login” is no number in the SQL',
  ]);
});

async function faultsOf({ at, readings, columns }: TypedQuery): Promise<string[]> {
  const complaints: string[] = [];
  for (const texts of readings) {
    try {
      const results = [];
      for (const text of texts) results.push(await resultColumns(client, text));
      return results.flatMap((result) => differences(result, columns)).map((fault) => `${at}: ${fault}`);
    } catch (error) {
      complaints.push(`${at}: ${String(error)} in ${texts.join(' OR ')}`);
    }
  }
  return complaints.slice(0, 1);
}

function differences(result: readonly ResultColumn[], expected: readonly ExpectedColumn[]): string[] {
  const missing = expected.filter(({ name, isOptional }) => !isOptional && !result.some((each) => each.name === name));
  const unknown = result.filter(({ name }) => !expected.some((each) => each.name === name));
  const others = expected.filter(({ name, kind }) => {
    const column = result.find((each) => each.name === name);
    return column && kind !== 'other' && column.kind !== 'other' && column.kind !== kind;
  });
  return [
    ...missing.map(({ name }) => `the SQL has no column “${name}”`),
    ...unknown.map(({ name }) => `the type has no property “${name}”`),
    ...others.map(({ name, kind }) => `“${name}” is no ${kind} in the SQL`),
  ];
}

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
// Loads every module, and so every *.problems.ts.
import '../../../src/app.module.js';
import { constraintsWithProblem, PARTITION_MARK } from '../../../src/platform/database/constraint-problems.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { ONLY_BY_CODE } from './only-by-code.js';

let database: TestDatabase;
let names: string[];
beforeAll(async () => {
  database = await freshDatabase();
  const client = new pg.Client(database.url);
  await client.connect();
  names = (await client.query<{ name: string }>(VIOLABLE)).rows.map(({ name }) => name);
  await client.end();
});
afterAll(() => database.drop());

/**
 * What can be violated by writing a row: foreign keys, checks, unique and exclusion constraints, and unique indexes. Of
 * primary keys those that are more than an id, a hash or a code of the row itself, and that of entries, whose ids a change
 * may bring along. Partitions have those of their table.
 */
const VIOLABLE = `
  SELECT conname AS name FROM pg_constraint c JOIN pg_class t ON t.oid = conrelid
   WHERE connamespace = 'public'::regnamespace AND NOT t.relispartition AND conparentid = 0
     AND (contype IN ('f', 'u', 'c', 'x') OR contype = 'p' AND (cardinality(conkey) > 1 OR conname = 'entries_pk'))
  UNION
  SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = indexrelid JOIN pg_class t ON t.oid = indrelid
   WHERE t.relnamespace = 'public'::regnamespace AND indisunique AND NOT indisprimary AND NOT t.relispartition
  UNION
  SELECT (regexp_matches(prosrc, 'CONSTRAINT = ''(\\w+)''', 'g'))[1] FROM pg_proc
   WHERE pronamespace = 'public'::regnamespace
  ORDER BY 1`;

it('answers the violation of every constraint with a problem, unless only the code itself can violate it', () => {
  const answered = constraintsWithProblem();
  const listed = new Set(Object.keys(ONLY_BY_CODE));
  const isUnanswered = (name: string) => !answered.has(name) && !listed.has(name);
  expect(names.filter(isUnanswered)).toEqual([]);
  expect(names.length).toBeGreaterThan(100);
});

it('has a name for each that can be found in both lists, and none that is gone', () => {
  const known = new Set(names);
  expect(Object.keys(ONLY_BY_CODE).filter((name) => !known.has(name))).toEqual([]);
  expect(Object.keys(ONLY_BY_CODE).filter((name) => constraintsWithProblem().has(name))).toEqual([]);
  expect([...constraintsWithProblem()].filter((name) => !known.has(name))).toEqual([]);
  expect(names.filter((name) => name.includes(PARTITION_MARK))).toEqual([]);
});

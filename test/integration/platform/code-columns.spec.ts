import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
// Loads every module, and so every list of codes.
import '../../../src/app.module.js';
import { codeWords } from '../../../src/platform/words/codes.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';

/** The constraint of each column of codes that people read, and where their words are. */
const LIST_OF: Record<string, string> = {
  airtime_rules_kind: 'AirtimeRuleKind',
  approvals_decision: 'ApprovalDecision',
  audit_actor_kind: 'ActorKind',
  broadcasts_priority: 'Priority',
  broadcasts_reason: 'BroadcastReason',
  broadcasts_state: 'BroadcastState',
  clusters_technology: 'ClusterTechnology',
  confirmations_said: 'Said',
  entries_priority: 'EntryPriority',
  entry_exceptions_action: 'ExceptionAction',
  grants_role: 'Role',
  grants_scope_kind: 'Everywhere and ScopeKind',
  outcomes_outcome: 'BroadcastOutcome',
  outcomes_said: 'Said',
  play_events_outcome: 'PlayOutcome',
  processes_role: 'ProcessRole',
  programs_origin: 'ProgramOrigin',
  programs_priority: 'Priority',
  programs_refusal: 'RefusalCode',
  programs_state: 'ProgramState',
  schedule_changes_state: 'ScheduleChangeState',
  stations_audio_profile: 'AudioProfile',
  stations_technology: 'Technology',
  transcodings_refusal: 'RefusalCode',
  transcodings_renewal_failed: 'RefusalCode',
  transcodings_state: 'TranscodingState',
  transcodings_step: 'TranscodingStep',
  trims_failure: 'TrimFailure',
  trims_state: 'TrimState',
  units_kind: 'UnitKind',
};

/** Codes that nobody reads: which of two kinds a row is. */
const READ_BY_NOBODY = ['audio_kind', 'sign_in_failures_known_by'];

let database: TestDatabase;
let columns: Map<string, string[]>;
beforeAll(async () => {
  database = await freshDatabase();
  const client = new pg.Client(database.url);
  await client.connect();
  const { rows } = await client.query<{ name: string; codes: string[] }>(CODES_OF_COLUMNS);
  columns = new Map(rows.map(({ name, codes }) => [name, codes]));
  await client.end();
});
afterAll(() => database.drop());

/** What `column IN ('one', 'another')` allows, by constraint. */
const CODES_OF_COLUMNS = `
  SELECT conname AS name, array_agg(code[1] ORDER BY code[1] COLLATE "C") AS codes
    FROM pg_constraint JOIN pg_class t ON t.oid = conrelid,
      regexp_matches(pg_get_constraintdef(pg_constraint.oid), '''([^'']+)''::text', 'g') AS code
   WHERE connamespace = 'public'::regnamespace AND contype = 'c' AND NOT t.relispartition
     AND pg_get_constraintdef(pg_constraint.oid) LIKE 'CHECK ((% = ANY (ARRAY[%])))'
   GROUP BY conname`;

it('has words for every code that a column may hold, and a list for every column', () => {
  const known = Object.keys(LIST_OF).concat(READ_BY_NOBODY);
  expect([...columns.keys()].toSorted()).toEqual(known.toSorted());
});

it.each(Object.entries(LIST_OF))('%s allows the codes of %s and no others', (name, list) => {
  const listed = list.split(' and ').flatMap((one) => Object.keys(codeWords().get(one) ?? {}));
  expect(columns.get(name)).toEqual(listed.toSorted());
});

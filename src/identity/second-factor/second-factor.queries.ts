import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { RecoveryCodes } from './recovery-codes.js';

/** A second factor in force. */
export interface SecondFactor {
  sealedSecret: Buffer;
  /** The newest time step of which a code was used. */
  usedStep: number;
  recoverySalt: Buffer;
  wrongCodes: number;
  wrongAt: Date | null;
}

/** A second factor that is not in force yet: its first code is missing. */
export interface SecondFactorSetup {
  sealedSecret: Buffer;
  expiresAt: Date;
}

/** What is shown of a person's second factor. */
export interface ShownSecondFactor {
  since: Date;
  recoveryCodesLeft: number;
}

/** The person's second factor; nobody else uses a code of it until the transaction ends. */
export async function lockSecondFactor(work: Work, personId: string): Promise<SecondFactor | undefined> {
  const rows = await work.query<SecondFactor>(
    `SELECT sealed_secret AS "sealedSecret", used_step AS "usedStep", recovery_salt AS "recoverySalt",
       wrong_codes AS "wrongCodes", wrong_at AS "wrongAt"
     FROM second_factors WHERE person_id = $1 FOR UPDATE`,
    [personId],
  );
  return rows[0];
}

export async function shownSecondFactor(sql: Sql, personId: string): Promise<ShownSecondFactor | undefined> {
  const rows = await sql.query<ShownSecondFactor>(
    `SELECT f.since, (SELECT count(*) FROM recovery_codes c WHERE c.person_id = f.person_id) AS "recoveryCodesLeft"
     FROM second_factors f WHERE f.person_id = $1`,
    [personId],
  );
  return rows[0];
}

/** Replaces an earlier setup that was not confirmed. */
export async function insertSetup(work: Work, personId: string, setup: SecondFactorSetup): Promise<void> {
  await work.query(
    `INSERT INTO second_factor_setups (person_id, sealed_secret, expires_at) VALUES ($1, $2, $3)
     ON CONFLICT (person_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, expires_at = excluded.expires_at`,
    [personId, setup.sealedSecret, setup.expiresAt],
  );
}

/** The person's setup, unless it has expired; nobody else confirms it until the transaction ends. */
export async function lockSetup(work: Work, personId: string): Promise<SecondFactorSetup | undefined> {
  const rows = await work.query<SecondFactorSetup>(
    `SELECT sealed_secret AS "sealedSecret", expires_at AS "expiresAt"
     FROM second_factor_setups WHERE person_id = $1 AND expires_at > $2 FOR UPDATE`,
    [personId, work.now],
  );
  return rows[0];
}

/** Puts a second factor in force, in place of an earlier one and of its recovery codes. */
export async function putInForce(
  work: Work,
  personId: string,
  { sealedSecret, usedStep, codes }: { sealedSecret: Buffer; usedStep: number; codes: RecoveryCodes },
): Promise<void> {
  await deleteSecondFactor(work, personId);
  await work.query(
    `INSERT INTO second_factors (person_id, sealed_secret, since, used_step, recovery_salt) VALUES ($1, $2, $3, $4, $5)`,
    [personId, sealedSecret, work.now, usedStep, codes.salt],
  );
  await insertRecoveryCodes(work, personId, codes);
}

/** Removes the second factor with its recovery codes, and a setup; false when there was none in force. */
export async function deleteSecondFactor(work: Work, personId: string): Promise<boolean> {
  await work.query('DELETE FROM second_factor_setups WHERE person_id = $1', [personId]);
  const rows = await work.query('DELETE FROM second_factors WHERE person_id = $1 RETURNING person_id', [personId]);
  return rows.length > 0;
}

/** Replaces all recovery codes. */
export async function replaceRecoveryCodes(work: Work, personId: string, codes: RecoveryCodes): Promise<void> {
  await work.query('DELETE FROM recovery_codes WHERE person_id = $1', [personId]);
  await work.query('UPDATE second_factors SET recovery_salt = $2 WHERE person_id = $1', [personId, codes.salt]);
  await insertRecoveryCodes(work, personId, codes);
}

async function insertRecoveryCodes(work: Work, personId: string, { hashes }: RecoveryCodes): Promise<void> {
  await work.query('INSERT INTO recovery_codes (person_id, code_hash) SELECT $1, unnest($2::bytea[])', [
    personId,
    hashes,
  ]);
}

/** Uses a recovery code up; undefined when there is no such code, otherwise how many are left. */
export async function useRecoveryCode(work: Work, personId: string, hash: Buffer): Promise<number | undefined> {
  const used = await work.query(
    'DELETE FROM recovery_codes WHERE person_id = $1 AND code_hash = $2 RETURNING person_id',
    [personId, hash],
  );
  if (used.length === 0) return undefined;
  const left = await work.query<{ count: number }>('SELECT count(*) FROM recovery_codes WHERE person_id = $1', [
    personId,
  ]);
  return left[0]?.count ?? 0;
}

/** @returns how many wrong codes there were in a row */
export async function countWrongCode(work: Work, personId: string): Promise<number> {
  const rows = await work.query<{ count: number }>(
    `UPDATE second_factors SET wrong_codes = wrong_codes + 1, wrong_at = $2 WHERE person_id = $1
     RETURNING wrong_codes AS count`,
    [personId, work.now],
  );
  return rows[0]?.count ?? 0;
}

/** After a right code: it and older ones no longer work, and wrong ones are forgotten. */
export async function markCodeUsed(work: Work, personId: string, step: number): Promise<void> {
  await work.query(
    'UPDATE second_factors SET used_step = greatest(used_step, $2), wrong_codes = 0, wrong_at = NULL WHERE person_id = $1',
    [personId, step],
  );
}

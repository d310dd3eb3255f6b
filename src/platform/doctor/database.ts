import { DataSource } from 'typeorm';
import type { Clock } from '../clock/clock.js';
import { dataSourceOptions, MIGRATION_NAMES } from '../database/data-source.js';
import { refuseOldServer, UnknownSchema } from '../database/migrate.js';
import type { Sql } from '../database/sql.js';
import { examineDatabaseClock } from './clocks.js';
import { type DatabaseFacts, databaseFacts, ranMigrations } from './database-facts.queries.js';
import { fault, fine, type Finding, messageOf, warning } from './finding.js';

/** Seconds that the server may take to answer. */
const PATIENCE_SECONDS = 10;
const EXTENSIONS = ['btree_gist', 'pg_trgm', 'unaccent'];
const MANUAL = 'docs/operations.md, “Your own PostgreSQL”';

/** By SQLSTATE or error code of Node. */
const ADVICE: Record<string, string> = {
  '28P01': 'Check user and password in DATABASE_URL; @ : / ? # % in a password are percent-encoded (@ is %40)',
  '28000': 'Allow the role in pg_hba.conf of the server',
  '3D000': `Create the database: ${MANUAL}`,
  ECONNREFUSED: 'Start PostgreSQL, and check host and port in DATABASE_URL',
  ENOTFOUND: 'Check the host in DATABASE_URL, and the name server of this machine',
};

/** Whether the service can work on the database at `url`. */
export async function examineDatabase(url: string, clock: Clock): Promise<Finding[]> {
  const source = new DataSource(dataSourceOptions(url, { poolSize: 1, waitSeconds: PATIENCE_SECONDS }));
  try {
    await source.initialize();
    return await examineConnected(source, clock);
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    return [fault('Database', `cannot be used: ${messageOf(error)}`, ADVICE[code] ?? 'Check DATABASE_URL')];
  } finally {
    if (source.isInitialized) await source.destroy();
  }
}

async function examineConnected(sql: Sql, clock: Clock): Promise<Finding[]> {
  const before = clock.now().getTime();
  const facts = await databaseFacts(sql, EXTENSIONS);
  const between = (before + clock.now().getTime()) / 2;
  const ahead = (facts.now.getTime() - between) / 1_000;
  return [...judge(facts), await examineMigrations(sql, facts), examineDatabaseClock(ahead)];
}

/** What is wrong with the server or the role, or that nothing is. */
export function judge(facts: DatabaseFacts): Finding[] {
  const findings = [examineVersion(facts)];
  const { isStandby, encoding, missingExtensions, mayCreate, isSuperuser } = facts;
  if (isStandby) findings.push(fault('Database', 'is a standby, which takes no writes', 'Name the primary'));
  if (encoding !== 'UTF8')
    findings.push(fault('Database', `its encoding is ${encoding}`, `Create it with ENCODING 'UTF8'`));
  if (missingExtensions.length > 0) {
    const advice = 'Install the contrib modules of PostgreSQL on its server (part of the Debian package postgresql-18)';
    findings.push(fault('Database', `has no extension ${missingExtensions.join(', ')}`, advice));
  }
  if (!mayCreate)
    findings.push(fault('Role of the database', 'may not create schemas and tables', `Make it the owner: ${MANUAL}`));
  else if (isSuperuser)
    findings.push(
      warning('Role of the database', 'is a superuser', `Use a role that only owns the database: ${MANUAL}`),
    );
  else findings.push(fine('Role of the database', 'has the rights that it needs and is no superuser'));
  return findings;
}

function examineVersion({ versionNumber: number, version: name }: DatabaseFacts): Finding {
  try {
    refuseOldServer({ number, name });
    return fine('Database', `PostgreSQL ${name}`);
  } catch (error) {
    return fault('Database', messageOf(error), 'Upgrade its server');
  }
}

async function examineMigrations(sql: Sql, { hasMigrations }: DatabaseFacts): Promise<Finding> {
  const ran = hasMigrations ? await ranMigrations(sql) : [];
  const unknown = ran.filter((name) => !MIGRATION_NAMES.has(name));
  if (unknown.length > 0) {
    const advice = 'Run the version that created it, or restore a backup of this version';
    return fault('Migrations', messageOf(new UnknownSchema(unknown)), advice);
  }
  const missing = MIGRATION_NAMES.size - ran.length;
  if (ran.length === 0) return fine('Migrations', `none yet; the first start runs ${missing}`);
  return fine('Migrations', missing === 0 ? 'all there' : `${missing} missing; the next start runs them`);
}

import { join } from 'node:path';
import type { Config } from '../config/config.js';

/** Why a backup or a restore is not possible; the message says what to do. */
export class BackupFault extends Error {}

/** Each copy of the database has a folder named by its time; the audio of all copies is stored together. */
export const databasesIn = (folder: string): string => join(folder, 'databases');
export const mediaIn = (folder: string): string => join(folder, 'media');

/** In the folder of one copy of the database. */
export const CLUSTER = 'postgres';
export const PASSWORD = 'postgres.password';

/** @throws BackupFault when the database is not the embedded one */
export function needsEmbedded({ settings }: Config): void {
  if (!settings.DATABASE_URL) return;
  throw new BackupFault('DATABASE_URL is set: use pg_dump and pg_restore for that database, see docs/operations.md.');
}

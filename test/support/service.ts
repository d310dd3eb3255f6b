import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { boot } from '../../src/boot.js';
import { MovableClock } from '../../src/platform/clock/clock.js';
import { readConfig } from '../../src/platform/config/config.js';
import { freshDatabase } from './database.js';
import { QUICK_FFMPEG } from './ffmpeg.js';

/** The real service, in this process, with a database, a media folder and a clock of its own. Ticks are called by hand as a rule. */
export interface TestService {
  url: string;
  databaseUrl: string;
  mediaRoot: string;
  clock: MovableClock;
  /** What its start told the person who started it. */
  printed: string[];
  get<Thing>(token: Type<Thing> | (abstract new (...args: never[]) => Thing)): Thing;
  sql<Row = Record<string, unknown>>(query: string, parameters?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

export interface TestServiceOptions {
  /** The instant at which its clock starts; the system's when left out. */
  at?: string;
  settings?: Record<string, string>;
  /** Whether ticks run by themselves. */
  ticks?: boolean;
}

export async function startService({
  at,
  settings = {},
  ticks = false,
}: TestServiceOptions = {}): Promise<TestService> {
  const database = await freshDatabase();
  const mediaRoot = await mkdtemp(join(tmpdir(), 'vang-media-'));
  const clock = new MovableClock();
  if (at) clock.moveTo(at);
  const config = readConfig({
    DATABASE_URL: database.url,
    DATA_DIR: mediaRoot,
    MEDIA_ROOT: mediaRoot,
    PORT: '0',
    LOG_LEVEL: 'error',
    ...QUICK_FFMPEG,
    // The tests wait for ffmpeg, so it must not wait for other tests.
    TRANSCODE_NICENESS: '0',
    // Tests move the clock by hours; those of sessions set these limits themselves.
    SESSION_IDLE_MINUTES: '100000',
    FRESH_SIGN_IN_MINUTES: '100000',
    // Nor does a busy machine keep anybody away from the database.
    DATABASE_WAIT_SECONDS: '120',
    // Some tests count statements.
    HEARTBEAT_SECONDS: '3600',
    METRICS_KEPT_SECONDS: '0',
    ...settings,
  });
  const printed: string[] = [];
  const service = await boot({ config, clock, ticks, print: (line) => void printed.push(line) });
  const source = service.app.get(DataSource);
  return {
    url: service.url,
    databaseUrl: database.url,
    mediaRoot,
    clock,
    printed,
    get: (token) => service.app.get(token, { strict: false }),
    sql: (query, parameters) => source.query(query, parameters),
    stop: async () => {
      await service.stop();
      await database.drop();
      await rm(mediaRoot, { recursive: true, force: true });
    },
  };
}

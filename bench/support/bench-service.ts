import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { boot } from '../../src/boot.js';
import { readConfig } from '../../src/platform/config/config.js';
import { discardEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';

/** The real service in this process, with an embedded PostgreSQL and a media folder that are removed when it stops. */
export interface BenchService {
  url: string;
  /** What it printed at start: how to create the first administrator. */
  printed: readonly string[];
  get<Thing>(token: Type<Thing>): Thing;
  sql<Row = Record<string, unknown>>(query: string, parameters?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

/** @param settings as in .env.example */
export async function startBenchService(settings: Record<string, string> = {}): Promise<BenchService> {
  const folder = await mkdtemp(join(tmpdir(), 'vang-bench-'));
  const printed: string[] = [];
  const given = { DATA_DIR: folder, MEDIA_ROOT: join(folder, 'media'), PORT: '0', LOG_LEVEL: 'error', ...settings };
  const service = await boot({
    config: readConfig(given),
    ticks: false,
    print: (line) => void printed.push(line),
  });
  const source = service.app.get(DataSource);
  return {
    url: service.url,
    printed,
    get: (token) => service.app.get(token, { strict: false }),
    sql: (query, parameters) => source.query(query, parameters),
    stop: async () => {
      await service.stop();
      await discardEmbeddedPostgres(folder);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

import { parseArgs } from 'node:util';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { DataSource } from 'typeorm';
import { takeOffAtServer } from './identity/second-factor/take-off.js';
import { SystemClock } from './platform/clock/clock.js';
import { readConfig } from './platform/config/config.js';
import { environment } from './platform/config/environment.js';
import { dataSourceOptions } from './platform/database/data-source.js';
import type { DurableEventStore } from './platform/database/durable-event-store.js';
import { withEmbeddedPostgres } from './platform/database/embedded-postgres.js';
import { UnitOfWork } from './platform/database/unit-of-work.js';

const USAGE = 'Say whose and why: npm run people -- reset-second-factor <login> --because "<reason>"';

/**
 * `npm run people -- reset-second-factor <login> --because <reason>`: takes off the second factor of somebody whom no
 * administrator can help, whether the service runs or not.
 */
async function main(): Promise<void> {
  const { login, because } = readArguments(process.argv.slice(2));
  const { DATABASE_URL, DATA_DIR } = readConfig(environment()).settings;
  const reset = (databaseUrl: string) => resetSecondFactor(databaseUrl, login, because);
  await (DATABASE_URL ? reset(DATABASE_URL) : withEmbeddedPostgres(DATA_DIR, ({ url }) => reset(url)));
  process.stdout.write(
    `${login} now signs in with the password alone, and sets up a new second factor where it is required.\n`,
  );
}

function readArguments(args: string[]): { login: string; because: string } {
  const { positionals, values } = parsed(args);
  const [command, login, ...rest] = positionals;
  const because = values.because?.trim();
  if (command !== 'reset-second-factor' || !login || !because || rest.length > 0) throw new Error(USAGE);
  return { login: login.toLowerCase(), because };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { because: { type: 'string' } } });
  } catch {
    throw new Error(USAGE);
  }
}

async function resetSecondFactor(databaseUrl: string, login: string, because: string): Promise<void> {
  const source = await new DataSource(dataSourceOptions(databaseUrl, { poolSize: 1 })).initialize();
  try {
    const unitOfWork = new UnitOfWork(source, new EventEmitter2(), new SystemClock(), NO_LISTENERS);
    await unitOfWork.run((work) => takeOffAtServer(work, login, because));
  } finally {
    await source.destroy();
  }
}

/** The mail of a notice needs no event: a worker of the service finds its row. */
const NO_LISTENERS: DurableEventStore = { store: async () => [], signal: () => undefined };

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

import { parseArgs } from 'node:util';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { DataSource } from 'typeorm';
import { inviteAtServer } from './identity/people/help-at-server.js';
import { takeOffAtServer } from './identity/second-factor/take-off.js';
import { SystemClock } from './platform/clock/clock.js';
import { localTime } from './platform/clock/local-day.js';
import { readConfig } from './platform/config/config.js';
import { environment } from './platform/config/environment.js';
import { dataSourceOptions } from './platform/database/data-source.js';
import type { DurableEventStore } from './platform/database/durable-event-store.js';
import { withEmbeddedPostgres } from './platform/database/embedded-postgres.js';
import { UnitOfWork, type Work } from './platform/database/unit-of-work.js';

const USAGE = `Say whose and why:
  npm run people -- reset-second-factor <login> --because "<reason>"
  npm run people -- issue-code <login> --because "<reason>"      (for a new password)`;

interface Request {
  login: string;
  because: string;
  /** For which a code works. */
  hours: number;
  /** IANA zone of the service. */
  zone: string;
}

/** What can be done for somebody whom no administrator can help; each says what it did. */
const COMMANDS = new Map<string, (work: Work, request: Request) => Promise<string>>([
  [
    'reset-second-factor',
    async (work, { login, because }) => {
      await takeOffAtServer(work, login, because);
      return `${login} now signs in with the password alone, and sets up a new second factor where it is required.`;
    },
  ],
  [
    'issue-code',
    async (work, { login, zone, ...request }) => {
      const { code, expiresAt } = await inviteAtServer(work, login, request);
      const answer = JSON.stringify({ code, password: '…' });
      const until = `${localTime(expiresAt, zone)} (${zone})`;
      return `${login} chooses a new password until ${until}:\n  POST /api/v1/invitations/accept\n  ${answer}`;
    },
  ],
]);

/** `npm run people -- <command> <login> --because <reason>`, whether the service runs or not. */
async function main(): Promise<void> {
  const { command, login, because } = readArguments(process.argv.slice(2));
  const { DATABASE_URL, DATA_DIR, INVITATION_HOURS: hours, TIME_ZONE: zone } = readConfig(environment()).settings;
  const help = (databaseUrl: string) =>
    inDatabase(databaseUrl, (work) => command(work, { login, because, hours, zone }));
  const done = await (DATABASE_URL ? help(DATABASE_URL) : withEmbeddedPostgres(DATA_DIR, ({ url }) => help(url)));
  process.stdout.write(`${done}\n`);
}

function readArguments(args: string[]) {
  const { positionals, values } = parsed(args);
  const [name = '', login, ...rest] = positionals;
  const command = COMMANDS.get(name);
  const because = values.because?.trim();
  if (!command || !login || !because || rest.length > 0) throw new Error(USAGE);
  return { command, login: login.toLowerCase(), because };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { because: { type: 'string' } } });
  } catch {
    throw new Error(USAGE);
  }
}

async function inDatabase<Result>(databaseUrl: string, task: (work: Work) => Promise<Result>): Promise<Result> {
  const source = await new DataSource(dataSourceOptions(databaseUrl, { poolSize: 1 })).initialize();
  try {
    const unitOfWork = new UnitOfWork(source, new EventEmitter2(), new SystemClock(), NO_LISTENERS);
    return await unitOfWork.run(task);
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

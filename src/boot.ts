import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { PAGE_ROUTES } from './console/console-paths.js';
import { serveConsoleFiles } from './console/serve-files.js';
import { FirstAdministratorService } from './identity/invitations/first-administrator.service.js';
import { type Clock, SystemClock } from './platform/clock/clock.js';
import type { Config } from './platform/config/config.js';
import { type EmbeddedDatabase, startEmbeddedPostgres } from './platform/database/embedded-postgres.js';
import { migrate } from './platform/database/migrate.js';
import { httpAdapter, prefixRoutes, prepareHttp } from './platform/http/server/http-server.js';
import { createLog } from './platform/logging/create-log.js';
import { NestLogger } from './platform/logging/nest-logger.js';
import type { Runtime } from './platform/runtime.js';
import { packageVersion } from './platform/version.js';
import { Startup } from './startup.js';

/** A running service. */
export interface Service {
  app: NestFastifyApplication;
  /** Where it listens, e.g. `http://127.0.0.1:3000`. */
  url: string;
  /** Settles when it cannot go on, because the embedded database is not started again. */
  failed: Promise<Error>;
  /** Finishes running requests and jobs, then stops the embedded database if there is one. */
  stop(): Promise<void>;
}

/** A service that is starting. */
export interface StartingService {
  ready: Promise<Service>;
  /** Stops all that was started so far, at any moment of the start and afterwards; `because` is for the log. */
  stop(because?: string): Promise<void>;
  /** Ends the embedded database without waiting for anything; the process must exit right afterwards. */
  abandon(): void;
}

export interface BootOptions {
  config: Config;
  clock?: Clock;
  ticks?: boolean;
  /** Prints a line for the operator: how to make the first administrator. */
  print?: (line: string) => void;
}

/** Starts the service: the database, its migrations, workers and ticks by ROLE, and the HTTP server. */
export async function boot(options: BootOptions): Promise<Service> {
  return startService(options).ready;
}

/** As `boot`, but the start can be interrupted. */
export function startService(options: BootOptions): StartingService {
  const startup = new Startup(options.config.settings.SHUTDOWN_SECONDS);
  let embedded: EmbeddedDatabase | undefined;
  const ready = startup.run(async () => {
    embedded = await startup.step(startDatabase(options.config, startup.signal), (database) => database?.stop());
    return startOn(embedded, options, startup);
  });
  return { ready, stop: (because) => startup.stop(because), abandon: () => embedded?.abandon() };
}

async function startOn(
  embedded: EmbeddedDatabase | undefined,
  { config, clock = new SystemClock(), ticks = true, print = toStandardOutput }: BootOptions,
  startup: Startup,
): Promise<Service> {
  const { settings } = config;
  const databaseUrl = settings.DATABASE_URL ?? embedded?.url ?? '';
  await startup.step(migrate(databaseUrl));
  const app = await startup.step(createApp({ config, clock, ticks, databaseUrl }), (app) =>
    closeInTime(app, settings.SHUTDOWN_SECONDS, startup.stopsBecause),
  );
  await startup.step(app.listen(settings.PORT, settings.HOST));
  const url = await app.getUrl();
  await tellOfStart(app, { config, url });
  if (settings.ROLE !== 'worker') {
    await app.get(FirstAdministratorService).announce(settings.PUBLIC_URL ?? url, print);
  }
  const failed = embedded?.failed ?? new Promise<never>(() => undefined);
  return { app, url, failed, stop: () => startup.stop() };
}

/** What an operator looks for first: where it listens, with what, and where its data is. */
async function tellOfStart(
  app: NestFastifyApplication,
  { config, url }: { config: Config; url: string },
): Promise<void> {
  const { ROLE, DATABASE_URL, REDIS_URL, DATA_DIR, MEDIA_ROOT, SECOND_FACTOR } = config.settings;
  const [row] = await app
    .get(DataSource)
    .query<{ version: string }[]>("SELECT current_setting('server_version') AS version");
  new Logger('service').log({
    msg: `Vang ${packageVersion()} listens on ${url}`,
    role: ROLE,
    node: process.version,
    postgres: row?.version,
    database: DATABASE_URL ? 'DATABASE_URL' : DATA_DIR,
    queues: REDIS_URL ? 'Redis' : 'PostgreSQL',
    media: MEDIA_ROOT,
    secondFactor: SECOND_FACTOR,
  });
}

/** Of the embedded PostgreSQL; undefined when DATABASE_URL names another one. */
async function startDatabase({ settings }: Config, signal: AbortSignal): Promise<EmbeddedDatabase | undefined> {
  if (settings.DATABASE_URL) return undefined;
  return startEmbeddedPostgres(settings.DATA_DIR, {
    restarts: settings.EMBEDDED_RESTARTS,
    windowSeconds: settings.EMBEDDED_RESTART_WINDOW_SECONDS,
    waitSeconds: settings.EMBEDDED_RESTART_WAIT_SECONDS,
    signal,
  });
}

/** Answers running requests; connections that are still open after `seconds` are closed. */
async function closeInTime(app: NestFastifyApplication, seconds: number, because?: string): Promise<void> {
  const logger = new Logger('service');
  logger.log({ because, msg: 'stopping: running requests and jobs are finished first' });
  const late = setTimeout(() => app.getHttpServer().closeAllConnections(), seconds * 1_000);
  await app.close();
  clearTimeout(late);
  logger.log('stopped');
}

const toStandardOutput = (line: string) => void process.stdout.write(`${line}\n`);

async function createApp(runtime: Runtime): Promise<NestFastifyApplication> {
  const { settings } = runtime.config;
  const log = createLog({ level: settings.LOG_LEVEL, format: settings.LOG_FORMAT });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.for(runtime), httpAdapter(settings, log), {
    logger: new NestLogger(log),
    bodyParser: false,
    abortOnError: false,
  });
  prefixRoutes(app, PAGE_ROUTES);
  await prepareHttp(app, settings);
  if (settings.ROLE !== 'worker') await serveConsoleFiles(app);
  return app;
}

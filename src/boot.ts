import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { FirstAdministratorService } from './identity/invitations/first-administrator.service.js';
import { type Clock, SystemClock } from './platform/clock/clock.js';
import type { Config } from './platform/config/config.js';
import { type EmbeddedDatabase, startEmbeddedPostgres } from './platform/database/embedded-postgres.js';
import { migrate } from './platform/database/migrate.js';
import { httpAdapter, prepareHttp } from './platform/http/server/http-server.js';
import { createLog, JsonLogger } from './platform/logging/json-logger.js';
import type { Runtime } from './platform/runtime.js';
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
  /** Stops all that was started so far, at any moment of the start and afterwards. */
  stop(): Promise<void>;
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
  return { ready, stop: () => startup.stop(), abandon: () => embedded?.abandon() };
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
    closeInTime(app, settings.SHUTDOWN_SECONDS),
  );
  await startup.step(app.listen(settings.PORT, settings.HOST));
  const url = await app.getUrl();
  if (settings.ROLE !== 'worker') {
    await app.get(FirstAdministratorService).announce(settings.PUBLIC_URL ?? url, print);
  }
  const failed = embedded?.failed ?? new Promise<never>(() => undefined);
  return { app, url, failed, stop: () => startup.stop() };
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
async function closeInTime(app: NestFastifyApplication, seconds: number): Promise<void> {
  const late = setTimeout(() => app.getHttpServer().closeAllConnections(), seconds * 1_000);
  await app.close();
  clearTimeout(late);
}

const toStandardOutput = (line: string) => void process.stdout.write(`${line}\n`);

async function createApp(runtime: Runtime): Promise<NestFastifyApplication> {
  const { settings } = runtime.config;
  const log = createLog(settings.LOG_LEVEL);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.for(runtime), httpAdapter(settings, log), {
    logger: new JsonLogger(log),
    bodyParser: false,
    abortOnError: false,
  });
  await prepareHttp(app, settings);
  return app;
}

import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { InvitationsService } from './identity/invitations/invitations.service.js';
import { type Clock, SystemClock } from './platform/clock/clock.js';
import type { Config } from './platform/config/config.js';
import { startEmbeddedPostgres } from './platform/database/embedded-postgres.js';
import { migrate } from './platform/database/migrate.js';
import { httpAdapter, prepareHttp } from './platform/http/server/http-server.js';
import { createLog, JsonLogger } from './platform/logging/json-logger.js';
import type { Runtime } from './platform/runtime.js';

/** A running service. `stop` finishes running requests and jobs, then stops the embedded database if there is one. */
export interface Service {
  app: NestFastifyApplication;
  /** Where it listens, e.g. `http://127.0.0.1:3000`. */
  url: string;
  stop(): Promise<void>;
}

export interface BootOptions {
  config: Config;
  clock?: Clock;
  ticks?: boolean;
  /** Prints a line for the operator: how to make the first administrator. */
  print?: (line: string) => void;
}

/** Starts the service: the database, its migrations, workers and ticks by ROLE, and the HTTP server. */
export async function boot({
  config,
  clock = new SystemClock(),
  ticks = true,
  print = toStandardOutput,
}: BootOptions): Promise<Service> {
  const { settings } = config;
  const embedded = settings.DATABASE_URL ? undefined : await startEmbeddedPostgres(settings.DATA_DIR);
  const databaseUrl = settings.DATABASE_URL ?? embedded?.url ?? '';
  try {
    await migrate(databaseUrl);
    const app = await createApp({ config, clock, ticks, databaseUrl });
    await app.listen(settings.PORT, settings.HOST);
    const url = await app.getUrl();
    if (settings.ROLE !== 'worker') {
      await app.get(InvitationsService).announceFirstAdministrator(settings.PUBLIC_URL ?? url, print);
    }
    const stop = async () => {
      await closeInTime(app, settings.SHUTDOWN_SECONDS);
      await embedded?.stop();
    };
    return { app, url, stop };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
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
    abortOnError: false,
  });
  await prepareHttp(app, settings);
  return app;
}

import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { uuidv7 } from './platform/uuid.js';
import { AppModule } from './app.module.js';
import { type Clock, SystemClock } from './platform/clock/clock.js';
import type { Config } from './platform/config/config.js';
import { startEmbeddedPostgres } from './platform/database/embedded-postgres.js';
import { migrate } from './platform/database/migrate.js';
import { TooManyRequests } from './platform/http/problem.js';
import { describeApi } from './platform/http/openapi.js';
import { packageVersion } from './platform/version.js';
import { createLog, JsonLogger } from './platform/logging/json-logger.js';

/** A running service. `stop` finishes the work in hand, then ends the embedded database if there is one. */
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
}

/** Starts the service: the database, its newest schema, workers and ticks by role, and the HTTP server. */
export async function boot({ config, clock = new SystemClock(), ticks = true }: BootOptions): Promise<Service> {
  const { settings } = config;
  const embedded = settings.DATABASE_URL ? undefined : await startEmbeddedPostgres(settings.DATA_DIR);
  const databaseUrl = settings.DATABASE_URL ?? embedded?.url ?? '';
  try {
    await migrate(databaseUrl);
    const app = await createApp({ config, clock, ticks, databaseUrl });
    await app.listen(settings.PORT, settings.HOST);
    const stop = async () => {
      await app.close();
      await embedded?.stop();
    };
    return { app, url: await app.getUrl(), stop };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

async function createApp(runtime: Parameters<typeof AppModule.for>[0]): Promise<NestFastifyApplication> {
  const { settings } = runtime.config;
  const log = createLog(settings.LOG_LEVEL);
  const adapter = new FastifyAdapter({
    loggerInstance: log,
    trustProxy: settings.TRUST_PROXY,
    bodyLimit: settings.BODY_MAX_BYTES,
    genReqId: () => uuidv7(),
    forceCloseConnections: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.for(runtime), adapter, {
    logger: new JsonLogger(log),
    abortOnError: false,
  });
  app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready'] });
  await app.register(fastifyCookie);
  await app.register(fastifyHelmet);
  await app.register(fastifyRateLimit, {
    max: settings.REQUESTS_PER_MINUTE,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { ttl }) => new TooManyRequests(Math.ceil(ttl / 1_000)),
  });
  describeApi(app, packageVersion());
  return app;
}

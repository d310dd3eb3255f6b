import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { AppModule } from './app.module.js';
import { PAGE_ROUTES } from './console/console-paths.js';
import { SystemClock } from './platform/clock/clock.js';
import { readConfig } from './platform/config/config.js';
import { apiDocument } from './platform/http/openapi/describe-api.js';
import { httpAdapter, prefixRoutes } from './platform/http/server/http-server.js';
import { packageVersion } from './platform/version.js';

/** Prints the OpenAPI document without starting anything: the console's types are made of it. */
const config = readConfig({});
const runtime = { config, clock: new SystemClock(), ticks: false, databaseUrl: '' };
const adapter = httpAdapter(config.settings, pino({ level: 'silent' }));
const app = await NestFactory.create<NestFastifyApplication>(AppModule.for(runtime), adapter, {
  preview: true,
  logger: ['error'],
});
prefixRoutes(app, PAGE_ROUTES);
process.stdout.write(JSON.stringify(apiDocument(app, packageVersion())), () => process.exit(0));

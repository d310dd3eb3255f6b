import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IdentityModule } from '../../../src/identity/identity.module.js';
import { ThingNamesDirectory } from '../../../src/identity/audit/thing-names.directory.js';
import { ScopeDirectory } from '../../../src/identity/scope.directory.js';
import { SystemClock } from '../../../src/platform/clock/clock.js';
import { readConfig } from '../../../src/platform/config/config.js';
import { PlatformModule } from '../../../src/platform/platform.module.js';
import { ProgramsModule } from '../../../src/programs/programs.module.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';

const others = [ScopeDirectory, ThingNamesDirectory];
@Global()
@Module({ providers: others.map((provide) => ({ provide, useValue: {} })), exports: others })
class SomeScopes {}

describe('a service in which no module knows when programs air', () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await freshDatabase()));
  afterAll(() => database.dropAtRest());

  it('does not start', async () => {
    const config = readConfig({ DATABASE_URL: database.url, ROLE: 'api', LOG_LEVEL: 'silent' });
    const platform = PlatformModule.for({ config, clock: new SystemClock(), databaseUrl: database.url, ticks: false });
    const root = { module: class Root {}, imports: [platform, IdentityModule, SomeScopes, ProgramsModule] };
    const start = NestFactory.createApplicationContext(root, { abortOnError: false, logger: false });
    await expect(start).rejects.toThrow(/AiringsDirectory/);
  });
});

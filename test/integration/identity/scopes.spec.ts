import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Global, type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ThingNamesDirectory } from '../../../src/identity/audit/thing-names.directory.js';
import { IdentityModule } from '../../../src/identity/identity.module.js';
import { ScopeDirectory } from '../../../src/identity/scope.directory.js';
import { SystemClock } from '../../../src/platform/clock/clock.js';
import { readConfig } from '../../../src/platform/config/config.js';
import { PlatformModule } from '../../../src/platform/platform.module.js';
import { StoredFilesDirectory } from '../../../src/platform/storage/stored-files.directory.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';

@Global()
@Module({ providers: [{ provide: ScopeDirectory, useValue: {} }], exports: [ScopeDirectory] })
class SomeScopes {}

@Global()
@Module({
  providers: [
    { provide: StoredFilesDirectory, useValue: {} },
    { provide: ThingNamesDirectory, useValue: {} },
  ],
  exports: [StoredFilesDirectory, ThingNamesDirectory],
})
class SomeOthers {}

describe('a service in which no module provides the stations of scopes', () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await freshDatabase()));
  afterAll(() => database.dropAtRest());

  const start = async (...modules: Type[]): Promise<INestApplicationContext> => {
    const config = readConfig({ DATABASE_URL: database.url, ROLE: 'api', LOG_LEVEL: 'silent' });
    const platform = PlatformModule.for({ config, clock: new SystemClock(), databaseUrl: database.url, ticks: false });
    const root = { module: class Root {}, imports: [platform, IdentityModule, SomeOthers, ...modules] };
    return NestFactory.createApplicationContext(root, { abortOnError: false, logger: false });
  };

  it('does not start', async () => {
    await expect(start()).rejects.toThrow(/ScopeDirectory/);
  });

  it('starts when one does', async () => {
    const service = await start(SomeScopes);
    await service.close();
  });
});

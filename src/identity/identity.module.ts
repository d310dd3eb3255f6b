import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityQueries } from './identity.queries.js';
import { PeopleNames } from './people-names.service.js';
import { PermissionGuard } from './permission.guard.js';
import { Person } from './person.entity.js';
import { Reaches } from './reaches.js';
import { ScopeMap } from './scope-map.js';
import { Session } from './session.entity.js';
import { SessionsService } from './sessions.service.js';

/** People, what they may do and where, and their sessions. Global, because every route is guarded. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Person, Session])],
  providers: [
    IdentityQueries,
    PeopleNames,
    Reaches,
    ScopeMap,
    SessionsService,
    { provide: APP_GUARD, useClass: PermissionGuard },
  ],
  exports: [PeopleNames, ScopeMap, SessionsService],
})
export class IdentityModule {}

import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityQueries } from './identity.queries.js';
import { AcceptanceService } from './invitations/acceptance.service.js';
import { FirstAdministrator } from './invitations/first-administrator.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { InvitationsService } from './invitations/invitations.service.js';
import { GrantsService } from './people/grants.service.js';
import { Jurisdictions } from './people/jurisdiction.js';
import { PeopleController } from './people/people.controller.js';
import { PeopleQueries } from './people/people.queries.js';
import { PeopleService } from './people/people.service.js';
import { Roll } from './people/roll.js';
import { PeopleNames } from './people-names.service.js';
import { PermissionGuard } from './permission.guard.js';
import { Person } from './person.entity.js';
import { Reaches } from './reaches.js';
import { Session } from './session.entity.js';
import { SessionsService } from './sessions.service.js';
import { MeController } from './sign-in/me.controller.js';
import { Passwords } from './sign-in/passwords.js';
import { SessionQueries } from './sign-in/session.queries.js';
import { SessionsController } from './sign-in/sessions.controller.js';
import { SessionsOfPeople } from './sign-in/sessions-of-people.service.js';
import { SignInLimit } from './sign-in/sign-in-limit.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { ActorsService } from './actors.service.js';
import { AuditTrailController } from './trail/audit-trail.controller.js';
import { AuditTrailQueries } from './trail/audit-trail.queries.js';
import { AuditTrailService } from './trail/audit-trail.service.js';

const SIGN_IN = [Passwords, SessionQueries, SessionsService, SessionsOfPeople, SignInLimit, SignInService];
const PEOPLE = [GrantsService, Jurisdictions, PeopleNames, PeopleQueries, PeopleService, Roll];
const INVITATIONS = [AcceptanceService, FirstAdministrator, InvitationsService];

/** People, what they may do and where, and their sessions. Global, because every route is guarded. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Person, Session])],
  controllers: [AuditTrailController, InvitationsController, MeController, PeopleController, SessionsController],
  providers: [
    IdentityQueries,
    Reaches,
    ActorsService,
    ...SIGN_IN,
    ...PEOPLE,
    ...INVITATIONS,
    AuditTrailQueries,
    AuditTrailService,
    { provide: APP_GUARD, useClass: PermissionGuard },
  ],
  exports: [ActorsService, PeopleNames, SessionsService],
})
export class IdentityModule {}

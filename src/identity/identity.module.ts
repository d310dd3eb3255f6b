import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessService } from './access/access.service.js';
import { AuditTrailController } from './audit/audit.controller.js';
import { AuditViews } from './audit/audit.views.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { InvitationsService } from './invitations/invitations.service.js';
import { MeController } from './people/me.controller.js';
import { NoticesController } from './notices/notices.controller.js';
import { PeopleController } from './people/people.controller.js';
import { PeopleService } from './people/people.service.js';
import { PeopleViews } from './people/people.views.js';
import { PermissionGuard } from './sessions/permission.guard.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsService } from './sessions/sessions.service.js';
import { ReauthenticationService } from './sign-in/reauthentication.service.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { SignInTick } from './sign-in/sign-in.tick.js';

/** People, what they may do and where, and their sessions. Global, because every route is guarded. */
@Global()
@Module({
  controllers: [
    AuditTrailController,
    InvitationsController,
    MeController,
    NoticesController,
    PeopleController,
    SessionsController,
    SignInController,
  ],
  providers: [
    AccessService,
    PeopleService,
    PeopleViews,
    InvitationsService,
    SessionsService,
    SignInService,
    ReauthenticationService,
    SignInTick,
    AuditViews,
    { provide: APP_GUARD, useClass: PermissionGuard },
  ],
  exports: [AccessService, PeopleService, SessionsService],
})
export class IdentityModule {}

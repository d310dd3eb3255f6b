import { Global, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessService } from './access/access.service.js';
import { AuditTrailController } from './audit/audit.controller.js';
import { AuditOfThingService } from './audit/audit-of-thing.service.js';
import { AuditViews } from './audit/audit.views.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { IdempotencyService } from './idempotency/idempotency.service.js';
import { IdempotencyTick } from './idempotency/idempotency.tick.js';
import { FirstAdministratorService } from './invitations/first-administrator.service.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { InvitationsService } from './invitations/invitations.service.js';
import { KnownClientsService } from './known-clients/known-clients.service.js';
import { MAIL_QUEUE } from './notices/mail.job.js';
import { MailProcessor } from './notices/mail.processor.js';
import { MailRunner } from './notices/mail.runner.js';
import { MailTick } from './notices/mail.tick.js';
import { NoticesListener } from './notices/notices.listener.js';
import { NoticesController } from './notices/notices.controller.js';
import { GuessesRunner } from './passwords/guesses.runner.js';
import { PasswordsService } from './passwords/passwords.service.js';
import { MeController } from './people/me.controller.js';
import { PeopleController } from './people/people.controller.js';
import { PeopleService } from './people/people.service.js';
import { PeopleViews } from './people/people.views.js';
import { PermissionGuard } from './sessions/permission.guard.js';
import { OneTimeCodesService } from './second-factor/one-time-codes.service.js';
import { SecondFactorResetController } from './second-factor/second-factor-reset.controller.js';
import { SecondFactorResetService } from './second-factor/second-factor-reset.service.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { SecondFactorService } from './second-factor/second-factor.service.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsService } from './sessions/sessions.service.js';
import { OwnAccountController } from './sign-in/own-account.controller.js';
import { OwnAccountService } from './sign-in/own-account.service.js';
import { ReauthenticationService } from './sign-in/reauthentication.service.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { SignInTick } from './sign-in/sign-in.tick.js';
import { ApiTokenDirectory } from './tokens/api-token.directory.js';
import { ApiTokensController } from './tokens/api-tokens.controller.js';
import { ApiTokensService } from './tokens/api-tokens.service.js';
import { ThrottleService } from './sign-in/throttle.service.js';
import { registerQueue } from '../platform/queue/register-queue.js';

/** People, what they may do and where, and their sessions. Global, because every route is guarded. */
@Global()
@Module({
  imports: [registerQueue(MAIL_QUEUE)],
  controllers: [
    ApiTokensController,
    AuditTrailController,
    InvitationsController,
    MeController,
    NoticesController,
    PeopleController,
    SecondFactorController,
    SecondFactorResetController,
    SessionsController,
    SignInController,
    OwnAccountController,
  ],
  providers: [
    AccessService,
    PeopleService,
    PeopleViews,
    InvitationsService,
    ApiTokenDirectory,
    ApiTokensService,
    OneTimeCodesService,
    SecondFactorResetService,
    SecondFactorService,
    FirstAdministratorService,
    MailRunner,
    MailProcessor,
    MailTick,
    NoticesListener,
    SessionsService,
    KnownClientsService,
    GuessesRunner,
    PasswordsService,
    SignInService,
    ThrottleService,
    ReauthenticationService,
    OwnAccountService,
    SignInTick,
    AuditOfThingService,
    AuditViews,
    IdempotencyService,
    IdempotencyTick,
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_GUARD, useClass: PermissionGuard },
  ],
  exports: [AccessService, AuditOfThingService, PeopleService, SessionsService],
})
export class IdentityModule {}

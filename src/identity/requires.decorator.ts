import { createParamDecorator, type ExecutionContext, SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor as ActorOfRequest } from './actor.js';
import type { Permission } from './permissions.js';
import { PERSON, SESSION_COOKIE } from '../platform/http/openapi/security-schemes.js';
import { Refuses } from '../platform/http/refuses.decorator.js';
import { NotAllowed, NotSignedIn, NotWithToken, SecondFactorNeeded } from './identity.problems.js';

export const REQUIRED = Symbol('required permission');

/** What a route requires: one of these permissions, any session or API token, or a session. */
export type Required = readonly Permission[] | 'signed-in' | 'in-person';

// Made anew for each route: the decorators of @nestjs/swagger collect what they were applied to.
const forPeople = () => [
  ApiBearerAuth(PERSON),
  ApiCookieAuth(SESSION_COOKIE),
  Refuses(NotSignedIn, NotAllowed, NotWithToken, SecondFactorNeeded),
];

/** Declares that a route requires the permission, or one of several. Services check where it must hold. */
export const Requires = (...permissions: [Permission, ...Permission[]]) =>
  applyDecorators(
    SetMetadata(REQUIRED, permissions),
    ...forPeople(),
    ApiExtension('x-requires', permissions.length === 1 ? permissions[0] : permissions),
  );

/** Declares that every signed-in person may use a route, also by an API token, e.g. to read a list of topics. */
export const SignedIn = () => applyDecorators(SetMetadata(REQUIRED, 'signed-in' satisfies Required), ...forPeople());

/** Declares that every person may use a route within a session, but no program by an API token, e.g. to end sessions. */
export const InPerson = () =>
  applyDecorators(
    SetMetadata(REQUIRED, 'in-person' satisfies Required),
    ...forPeople(),
    ApiExtension('x-in-person', true),
  );

export const BEFORE_SECOND_FACTOR = Symbol('allowed before the second factor is set up');

/** Declares that a route may be used before the second factor that one's roles require is set up. */
export const BeforeSecondFactor = () => SetMetadata(BEFORE_SECOND_FACTOR, true);

/** Declares a route for one's own account: as `InPerson`, and `BeforeSecondFactor`. */
export const OwnAccount = () => applyDecorators(InPerson(), BeforeSecondFactor());

export interface RequestWithActor extends FastifyRequest {
  actor?: ActorOfRequest;
  sessionId?: string;
}

/** Parameter: the id of the session of the request. */
export const InSession = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { actor, sessionId } = context.switchToHttp().getRequest<RequestWithActor>();
  if (!sessionId) throw actor ? new NotWithToken() : new NotSignedIn();
  return sessionId;
});

/** Parameter: the person on whose behalf the request runs. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): ActorOfRequest => {
  const { actor } = context.switchToHttp().getRequest<RequestWithActor>();
  if (!actor) throw new NotSignedIn();
  return actor;
});

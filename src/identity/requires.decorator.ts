import { createParamDecorator, type ExecutionContext, SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor as ActorOfRequest } from './actor.js';
import type { Permission } from './permissions.js';
import { NotSignedIn } from './identity.problems.js';

export const REQUIRED = Symbol('required permission');

/** Declares that a route requires the permission, or one of several. Services check where it must hold. */
export const Requires = (...permissions: [Permission, ...Permission[]]) =>
  applyDecorators(
    SetMetadata(REQUIRED, permissions),
    ApiBearerAuth(),
    ApiCookieAuth(),
    ApiExtension('x-requires', permissions.length === 1 ? permissions[0] : permissions),
  );

/** Declares that every signed-in person may use a route, e.g. to list their own sessions. */
export const SignedIn = () => applyDecorators(SetMetadata(REQUIRED, 'signed-in'), ApiBearerAuth(), ApiCookieAuth());

export interface RequestWithActor extends FastifyRequest {
  actor?: ActorOfRequest;
  sessionId?: string;
}

/** Parameter: the id of the session of the request. */
export const InSession = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { sessionId } = context.switchToHttp().getRequest<RequestWithActor>();
  if (!sessionId) throw new NotSignedIn();
  return sessionId;
});

/** Parameter: the person on whose behalf the request runs. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): ActorOfRequest => {
  const { actor } = context.switchToHttp().getRequest<RequestWithActor>();
  if (!actor) throw new NotSignedIn();
  return actor;
});

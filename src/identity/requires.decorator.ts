import { createParamDecorator, type ExecutionContext, SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor as ActorOfRequest } from './actor.js';
import type { Permission } from './permissions.js';
import { NotSignedIn } from './identity.problems.js';

export const REQUIRED = Symbol('required permission');

/** The permission, or one of those, that a route asks for; where it must hold is checked with the thing itself. */
export const Requires = (...permissions: [Permission, ...Permission[]]) =>
  applyDecorators(
    SetMetadata(REQUIRED, permissions),
    ApiBearerAuth(),
    ApiCookieAuth(),
    ApiExtension('x-requires', permissions.length === 1 ? permissions[0] : permissions),
  );

/** For routes that every signed-in person may use, e.g. to see one's own sessions. */
export const SignedIn = () => applyDecorators(SetMetadata(REQUIRED, 'signed-in'), ApiBearerAuth(), ApiCookieAuth());

export interface RequestWithActor extends FastifyRequest {
  actor?: ActorOfRequest;
  sessionId?: string;
}

/** The id of the session that the request came with. */
export const InSession = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { sessionId } = context.switchToHttp().getRequest<RequestWithActor>();
  if (!sessionId) throw new NotSignedIn();
  return sessionId;
});

/** The person on whose behalf the request is served. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): ActorOfRequest => {
  const { actor } = context.switchToHttp().getRequest<RequestWithActor>();
  if (!actor) throw new NotSignedIn();
  return actor;
});

import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { OPEN } from '../../platform/http/open.decorator.js';
import { NEEDS_FRESH_SIGN_IN } from '../fresh-sign-in.decorator.js';
import { NotAllowed, NotSignedIn } from '../identity.problems.js';
import type { Permission } from '../permissions.js';
import { REQUIRED, type RequestWithActor } from '../requires.decorator.js';
import { SESSION_COOKIE } from './session-cookie.js';
import { SessionsService } from './sessions.service.js';

/** Allows a request when its route is open, or the person of its session has a permission that the route requires. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const about = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(OPEN, about)) return true;
    const required = this.reflector.getAllAndOverride<Permission[] | 'signed-in' | undefined>(REQUIRED, about);
    const request = context.switchToHttp().getRequest<RequestWithActor>();
    const session = await this.sessions.recognise(tokenOf(request));
    if (!session) throw new NotSignedIn();
    request.actor = session.actor;
    request.sessionId = session.id;
    // A route that does not declare what it requires is closed.
    if (required !== 'signed-in' && !required?.some((permission) => session.actor.may(permission))) {
      throw new NotAllowed(required?.[0]);
    }
    if (this.reflector.getAllAndOverride<boolean>(NEEDS_FRESH_SIGN_IN, about)) this.sessions.requireFresh(session);
    return true;
  }
}

function tokenOf(request: RequestWithActor): string | undefined {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return bearer ?? request.cookies[SESSION_COOKIE];
}

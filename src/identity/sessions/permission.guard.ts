import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Config } from '../../platform/config/config.js';
import { addNotes } from '../../platform/http/server/request-log.js';
import { OPEN } from '../../platform/http/open.decorator.js';
import type { Actor } from '../actor.js';
import { NEEDS_FRESH_SIGN_IN } from '../fresh-sign-in.decorator.js';
import { NotAllowed, NotSignedIn, NotWithToken, SecondFactorNeeded } from '../identity.problems.js';
import { BEFORE_SECOND_FACTOR, REQUIRED, type RequestWithActor, type Required } from '../requires.decorator.js';
import { type Permission, TOKEN_PERMISSIONS } from '../permissions.js';
import { requiresSecondFactor } from '../second-factor/required-second-factor.js';
import { ApiTokenDirectory } from '../tokens/api-token.directory.js';
import { isApiToken } from '../tokens/api-token-form.js';
import { SESSION_COOKIE } from './session-cookie.js';
import { type RecognisedSession, SessionsService } from './sessions.service.js';

/** Who calls; without a session it is a program with an API token. */
interface Caller {
  actor: Actor;
  session?: RecognisedSession;
  hasSecondFactor: boolean;
}

/** Allows a request when its route is open, or the person of its session or API token may use it. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
    private readonly tokens: ApiTokenDirectory,
    private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const about = [context.getHandler(), context.getClass()];
    const declared = <Value>(key: symbol) => this.reflector.getAllAndOverride<Value | undefined>(key, about);
    if (declared<boolean>(OPEN)) return true;
    const request = context.switchToHttp().getRequest<RequestWithActor>();
    const { actor, session, hasSecondFactor } = await this.callerOf(request);
    const needsSecondFactor = !hasSecondFactor && requiresSecondFactor(actor, this.config);
    if (needsSecondFactor && !declared<boolean>(BEFORE_SECOND_FACTOR)) throw new SecondFactorNeeded();
    requirePermission(actor, declared<Required>(REQUIRED));
    if (declared<boolean>(NEEDS_FRESH_SIGN_IN)) {
      if (!session) throw new NotWithToken();
      this.sessions.requireFresh(session);
    }
    return true;
  }

  /** @throws NotSignedIn */
  private async callerOf(request: RequestWithActor): Promise<Caller> {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const caller: Caller | undefined =
      bearer !== undefined && isApiToken(bearer)
        ? await this.tokens.recognise(bearer)
        : await this.inSession(bearer ?? request.cookies[SESSION_COOKIE], request.headers['vang-person']);
    if (!caller) throw new NotSignedIn();
    request.actor = caller.actor;
    addNotes(request, { person: caller.actor.id, token: caller.actor.token?.id });
    if (caller.session) request.sessionId = caller.session.id;
    return caller;
  }

  /** @param claimed the id of whom the page takes for signed in; another one has the session meanwhile if they differ */
  private async inSession(token: string | undefined, claimed: unknown): Promise<Caller | undefined> {
    const session = await this.sessions.recognise(token);
    if (claimed !== undefined && session?.actor.id !== claimed) return undefined;
    return session && { ...session, session };
  }
}

function requirePermission(actor: Actor, required: Required | undefined): void {
  if (required === 'signed-in') return;
  if (required === 'in-person') {
    if (actor.token) throw new NotWithToken();
    return;
  }
  // A route that does not declare what it requires is closed.
  if (required?.some((permission) => actor.may(permission))) return;
  if (actor.token && required && !required.some(isForTokens)) throw new NotWithToken();
  throw new NotAllowed(required?.[0]);
}

const isForTokens = (permission: Permission): boolean => TOKEN_PERMISSIONS.some((one) => one === permission);

import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnswersNothing } from '../../platform/http/answers-nothing.decorator.js';
import { Config } from '../../platform/config/config.js';
import { Open } from '../../platform/http/open.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { addNotes } from '../../platform/http/server/request-log.js';
import type { Actor } from '../actor.js';
import { NotIdempotent } from '../idempotency/idempotency.decorator.js';
import { By, InSession, OwnAccount } from '../requires.decorator.js';
import { SESSION_COOKIE, sessionCookie } from '../sessions/session-cookie.js';
import { CLIENT_COOKIE, clientCookie } from './client-cookie.js';
import { ReauthenticationService } from './reauthentication.service.js';
import { BegunSession, NewSession, Reauthentication } from './sign-in.schemas.js';
import { SignInService } from './sign-in.service.js';
import { WrongCredentials, TooManySignIns } from './sign-in.problems.js';
import { OtpNeeded, WrongOtp, TooManyCodes } from '../second-factor/second-factor.problems.js';
import { TooManyPasswordChecks, WrongPassword } from '../passwords/passwords.problems.js';

@ApiTags('sessions')
@Controller('sessions')
export class SignInController {
  constructor(
    private readonly signIn: SignInService,
    private readonly reauthentication: ReauthenticationService,
    private readonly config: Config,
  ) {}

  @Post()
  @NotIdempotent('signs-in')
  @Open()
  @ApiOperation({ summary: 'Sign in; also sets the session cookie and the cookie that makes this browser known' })
  @ApiResponse({ status: 201, standardSchema: BegunSession })
  @Refuses(WrongCredentials, OtpNeeded, WrongOtp, TooManySignIns, TooManyCodes, TooManyPasswordChecks)
  async begin(
    @Body({ schema: NewSession }) body: NewSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BegunSession> {
    const userAgent = request.headers['user-agent']?.slice(0, 300) ?? null;
    const presented = body.clientToken ?? request.cookies[CLIENT_COOKIE]?.slice(0, 100);
    const origin = { address: request.ip, userAgent, clientToken: presented };
    const { person, token, session, clientToken } = await this.signIn.signIn(body, origin);
    addNotes(request, { person: person.id });
    const { settings } = this.config;
    void reply.setCookie(SESSION_COOKIE, token, { ...sessionCookie(settings), expires: session.expiresAt });
    void reply.setCookie(CLIENT_COOKIE, clientToken, clientCookie(settings));
    const { id, login, name } = person;
    const tokens = body.withToken ? { token, clientToken } : { token: null, clientToken: null };
    return { ...tokens, expiresAt: session.expiresAt.toISOString(), person: { id, login, name } };
  }

  @Post('current/reauthentication')
  @NotIdempotent('signs-in')
  @OwnAccount()
  @AnswersNothing()
  @ApiOperation({
    summary: 'Give your password (and code) again, as routes with x-needs-fresh-sign-in demand; the session goes on',
  })
  @Refuses(WrongPassword, OtpNeeded, WrongOtp, TooManyCodes, TooManyPasswordChecks)
  async reauthenticate(
    @Body({ schema: Reauthentication }) body: Reauthentication,
    @By() actor: Actor,
    @InSession() sessionId: string,
  ): Promise<void> {
    await this.reauthentication.reauthenticate(sessionId, body, { by: actor });
  }
}

import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Config } from '../../platform/config/config.js';
import { Open } from '../../platform/http/open.decorator.js';
import { type Page, pageOf, toPage } from '../../platform/http/page.js';
import type { Actor } from '../actor.js';
import { SESSION_COOKIE } from '../permission.guard.js';
import { By, InSession, SignedIn } from '../requires.decorator.js';
import { BegunSession, NewSession, presentSession, SessionsQuery, SessionView } from './sessions.schemas.js';
import { SessionsOfPeople } from './sessions-of-people.service.js';
import { SignInService } from './sign-in.service.js';

@ApiTags('sessions')
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly signIn: SignInService,
    private readonly sessions: SessionsOfPeople,
    private readonly config: Config,
  ) {}

  @Post()
  @Open()
  @ApiOperation({ summary: 'Sign in; sets the session cookie too' })
  @ApiResponse({ status: 201, standardSchema: BegunSession })
  @ApiResponse({ status: 401, description: 'wrong-credentials' })
  @ApiResponse({ status: 429, description: 'too-many-sign-ins, with Retry-After' })
  async begin(
    @Body({ schema: NewSession }) body: NewSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BegunSession> {
    const userAgent = request.headers['user-agent']?.slice(0, 300) ?? null;
    const { person, token, session } = await this.signIn.signIn(body, { address: request.ip, userAgent });
    void reply.setCookie(SESSION_COOKIE, token, { ...this.cookie(), expires: session.expiresAt });
    const { id, login, name } = person;
    return { token, expiresAt: session.expiresAt.toISOString(), person: { id, login, name } };
  }

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Living sessions of one’s own, newest first; of another person for their administrators' })
  @ApiResponse({ status: 200, standardSchema: pageOf(SessionView) })
  async list(
    @Query({ schema: SessionsQuery }) query: SessionsQuery,
    @By() actor: Actor,
    @InSession() sessionId: string,
  ): Promise<Page<SessionView>> {
    const sessions = await this.sessions.page(query, { by: actor });
    const page = toPage(sessions, query.limit, ({ id }) => id);
    return { ...page, items: page.items.map((session) => presentSession(session, sessionId)) };
  }

  @Delete('current')
  @SignedIn()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out' })
  async endCurrent(
    @By() actor: Actor,
    @InSession() sessionId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.end(sessionId, { by: actor });
    void reply.clearCookie(SESSION_COOKIE, this.cookie());
  }

  @Delete(':id')
  @SignedIn()
  @HttpCode(204)
  @ApiOperation({ summary: 'End a session of one’s own, or of a person whom one administers' })
  async end(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<void> {
    await this.sessions.end(id, { by: actor });
  }

  private cookie() {
    const secure = this.config.settings.PUBLIC_URL?.startsWith('https:') ?? false;
    return { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  }
}

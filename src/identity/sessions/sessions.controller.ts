import { Controller, Delete, Get, HttpCode, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Config } from '../../platform/config/config.js';
import { type Page, pageOf, toPage } from '../../platform/http/page.js';
import type { Actor } from '../actor.js';
import { By, InSession, OwnAccount } from '../requires.decorator.js';
import { SESSION_COOKIE, sessionCookie } from './session-cookie.js';
import { presentSession, SessionsQuery, SessionView } from './sessions.schemas.js';
import { SessionsService } from './sessions.service.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { PersonEnded, WorksElsewhere } from '../people/people.problems.js';

const FORGOTTEN = { 'Clear-Site-Data': { description: '`"cache"`', schema: { type: 'string' as const } } };

@ApiTags('sessions')
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly config: Config,
  ) {}

  @Get()
  @OwnAccount()
  @ApiOperation({ summary: 'Your active sessions, newest first; or those of a person whom you administer' })
  @ApiResponse({ status: 200, standardSchema: pageOf(SessionView).meta({ id: 'SessionPage' }) })
  @Refuses(NotFound)
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
  @OwnAccount()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out; a browser is told to forget the answers that it kept' })
  @ApiResponse({ status: 204, description: 'Done; no body', headers: FORGOTTEN })
  async endCurrent(
    @By() actor: Actor,
    @InSession() sessionId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.end(sessionId, { by: actor });
    void reply.clearCookie(SESSION_COOKIE, sessionCookie(this.config.settings)).header('clear-site-data', '"cache"');
  }

  @Delete(':id')
  @OwnAccount()
  @HttpCode(204)
  @ApiOperation({ summary: 'End one of your sessions, or one of a person whom you administer' })
  @Refuses(PersonEnded, WorksElsewhere)
  async end(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<void> {
    await this.sessions.end(id, { by: actor });
  }
}

import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type WholePage, wholePageOf } from '../../platform/http/page.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import type { Actor } from '../actor.js';
import { NotIdempotent } from '../idempotency/idempotency.decorator.js';
import { NeedsFreshSignIn } from '../fresh-sign-in.decorator.js';
import { By, InPerson } from '../requires.decorator.js';
import type { ApiToken } from './api-tokens.queries.js';
import { ApiTokensQuery, ApiTokenView, MadeApiToken, NewApiToken } from './api-tokens.schemas.js';
import { ApiTokensService } from './api-tokens.service.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { TooManyTokens, TokenBeyondPerson } from './api-tokens.problems.js';
import { WorksElsewhere, PersonEnded } from '../people/people.problems.js';
import { BeyondYourReach } from '../identity.problems.js';

@ApiTags('API tokens')
@Controller('api-tokens')
@InPerson()
export class ApiTokensController {
  constructor(private readonly tokens: ApiTokensService) {}

  @Post()
  @NotIdempotent('answers-a-secret')
  @NeedsFreshSignIn(TokenBeyondPerson, BeyondYourReach)
  @ApiOperation({
    summary: 'Create a token for software that works for you',
    description:
      'It may do no more than its permissions and scopes, and no more than you may do at the time. It cannot change ' +
      'passwords, second factors, roles or tokens, approve programs, or confirm what was heard.',
  })
  @ApiResponse({ status: 201, standardSchema: MadeApiToken })
  @Refuses(NotFound, TooManyTokens)
  async make(@Body({ schema: NewApiToken }) body: NewApiToken, @By() actor: Actor): Promise<MadeApiToken> {
    const { token, stored } = await this.tokens.make(body, { by: actor });
    return { ...presentToken(stored), token };
  }

  @Get()
  @ApiOperation({ summary: 'Your API tokens that work, newest first; or those of a person whom you administer' })
  @ApiResponse({ status: 200, standardSchema: wholePageOf(ApiTokenView).meta({ id: 'ApiTokenPage' }) })
  @Refuses(WorksElsewhere, NotFound)
  async list(
    @Query({ schema: ApiTokensQuery }) query: ApiTokensQuery,
    @By() actor: Actor,
  ): Promise<WholePage<ApiTokenView>> {
    const page = await this.tokens.page(query, { by: actor });
    return { ...page, items: page.items.map(presentToken) };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'End one of your API tokens, or one of a person whom you administer' })
  @Refuses(PersonEnded, WorksElsewhere)
  async end(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<void> {
    await this.tokens.end(id, { by: actor });
  }
}

const presentToken = ({ id, name, ending, permissions, scopes, ...times }: ApiToken): ApiTokenView => ({
  id,
  name,
  ending,
  permissions,
  scopes,
  createdAt: times.createdAt.toISOString(),
  expiresAt: times.expiresAt.toISOString(),
  lastUsedAt: times.lastUsedAt?.toISOString() ?? null,
});

import { Controller, Delete, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { NotIdempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { Config } from '../../platform/config/config.js';
import { FeedTicketsService } from './feed-tickets.service.js';
import { FeedTicketView } from './feed-tickets.schemas.js';
import { serviceUrl } from '../../platform/http/service-url.js';

@ApiTags('feeds')
@Controller('stations/:id/feed-tickets')
export class FeedTicketsController {
  constructor(
    private readonly tickets: FeedTicketsService,
    private readonly config: Config,
  ) {}

  @Post()
  @NotIdempotent('answers-a-secret')
  @Requires('devices:manage')
  @ApiOperation({
    summary: 'Create a feed ticket and the URLs that carry it, for a player or calendar that cannot send a token',
  })
  @ApiResponse({ status: 201, standardSchema: FeedTicketView })
  async issue(
    @Param('id', { schema: z.uuid() }) stationId: string,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<FeedTicketView> {
    const { ticket, expiresAt } = await this.tickets.issue(stationId, { by: actor });
    const urlOf = (file: string) => `${serviceUrl(request, this.config)}/api/v1/station/${file}?ticket=${ticket}`;
    return {
      ticket,
      expiresAt: expiresAt.toISOString(),
      urls: {
        m3u8: urlOf('playlist.m3u8'),
        next: urlOf('next.m3u8'),
        xspf: urlOf('playlist.xspf'),
        ics: urlOf('schedule.ics'),
      },
    };
  }

  @Delete()
  @HttpCode(204)
  @Requires('devices:manage')
  @ApiOperation({ summary: 'End all feed tickets of the station, e.g. because a URL leaked' })
  @ApiResponse({ status: 204, description: 'Done; no body' })
  async endAll(@Param('id', { schema: z.uuid() }) stationId: string, @By() actor: Actor): Promise<void> {
    await this.tickets.endAll(stationId, { by: actor });
  }
}

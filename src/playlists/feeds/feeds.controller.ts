import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config.js';
import { FeedsService } from './feeds.service.js';
import { icalendar } from './icalendar.js';
import { ForListeners, ListenedStation } from './listener.guard.js';
import { m3u } from './m3u.js';
import { serviceUrl } from '../../platform/http/service-url.js';
import { xspf } from './xspf.js';

// The addresses inside carry tickets.
const NOT_KEPT = ['cache-control', 'private, no-store'] as const;

@ApiTags('feeds')
@ApiQuery({ name: 'ticket', required: false, description: 'A feed ticket, in place of a device’s token' })
@Controller('station')
export class FeedsController {
  constructor(
    private readonly feeds: FeedsService,
    private readonly config: Config,
  ) {}

  @Get('playlist.m3u8')
  @ForListeners()
  @Header('content-type', 'application/vnd.apple.mpegurl; charset=utf-8')
  @Header(...NOT_KEPT)
  @ApiOperation({ summary: 'Today’s items as extended M3U, for players that were not made for Vang' })
  async m3u(@ListenedStation() stationId: string, @Req() request: FastifyRequest): Promise<string> {
    return m3u(await this.feeds.today(stationId, serviceUrl(request, this.config)));
  }

  @Get('playlist.xspf')
  @ForListeners()
  @Header('content-type', 'application/xspf+xml; charset=utf-8')
  @Header(...NOT_KEPT)
  @ApiOperation({ summary: 'Today’s items as XSPF' })
  async xspf(@ListenedStation() stationId: string, @Req() request: FastifyRequest): Promise<string> {
    return xspf(await this.feeds.today(stationId, serviceUrl(request, this.config)));
  }

  @Get('schedule.ics')
  @ForListeners()
  @Header('content-type', 'text/calendar; charset=utf-8')
  @Header(...NOT_KEPT)
  @ApiOperation({ summary: 'The broadcasts of the playlist in force as a calendar' })
  async calendar(@ListenedStation() stationId: string, @Req() request: FastifyRequest): Promise<string> {
    return icalendar(await this.feeds.week(stationId, serviceUrl(request, this.config)));
  }
}

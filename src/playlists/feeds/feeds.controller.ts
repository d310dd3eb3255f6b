import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config.js';
import { ForDevicesAndPlayers, GrantedStation } from '../tickets/device-or-ticket.guard.js';
import { FeedViews } from './feed.views.js';
import { icalendar } from './icalendar.js';
import { m3u, xspf } from './playlist-formats.js';
import { serviceUrl } from '../../platform/http/service-url.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { PlaylistUnsettled } from '../versions/playlists.problems.js';
import { TakesQuery } from '../../platform/http/takes-query.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';

// Not `application/vnd.apple.mpegurl`: that is HLS, and VLC then expects segments of one stream and plays nothing.
const M3U = 'audio/x-mpegurl';
// The URLs inside carry tickets.
const NOT_CACHED = ['cache-control', 'private, no-store'] as const;

@ApiTags('feeds')
@TakesQuery('ticket', 'A feed ticket, in place of a device’s token')
@Controller('station')
export class FeedsController {
  constructor(
    private readonly views: FeedViews,
    private readonly config: Config,
  ) {}

  @Get('playlist.m3u8')
  @ForDevicesAndPlayers()
  @Header('content-type', `${M3U}; charset=utf-8`)
  @ApiResponse({ status: 200, content: { [M3U]: { schema: { type: 'string' } } } })
  @Header(...NOT_CACHED)
  @ApiOperation({ summary: 'Get today’s items as extended M3U, for any player' })
  @Refuses(NotFound, PlaylistUnsettled)
  async m3u(@GrantedStation() stationId: string, @Req() request: FastifyRequest): Promise<string> {
    return m3u(await this.views.today(stationId, serviceUrl(request, this.config)));
  }

  @Get('next.m3u8')
  @ForDevicesAndPlayers()
  @Header('content-type', `${M3U}; charset=utf-8`)
  @ApiResponse({ status: 200, content: { [M3U]: { schema: { type: 'string' } } } })
  @Header(...NOT_CACHED)
  @ApiOperation({
    summary: 'Get what airs from now on as extended M3U: items not over yet that start within AUDIO_TICKET_HOURS',
  })
  @Refuses(NotFound, PlaylistUnsettled)
  async next(@GrantedStation() stationId: string, @Req() request: FastifyRequest): Promise<string> {
    return m3u(await this.views.next(stationId, serviceUrl(request, this.config)));
  }

  @Get('playlist.xspf')
  @ForDevicesAndPlayers()
  @Header('content-type', 'application/xspf+xml; charset=utf-8')
  @ApiResponse({ status: 200, content: { 'application/xspf+xml': { schema: { type: 'string' } } } })
  @Header(...NOT_CACHED)
  @ApiOperation({ summary: 'Get today’s items as XSPF' })
  @Refuses(NotFound, PlaylistUnsettled)
  async xspf(@GrantedStation() stationId: string, @Req() request: FastifyRequest): Promise<string> {
    return xspf(await this.views.today(stationId, serviceUrl(request, this.config)));
  }

  @Get('schedule.ics')
  @ForDevicesAndPlayers()
  @Header('content-type', 'text/calendar; charset=utf-8')
  @ApiResponse({ status: 200, content: { 'text/calendar': { schema: { type: 'string' } } } })
  @Header(...NOT_CACHED)
  @ApiOperation({ summary: 'Get the broadcasts of the playlist in force as an iCalendar file' })
  @Refuses(NotFound, PlaylistUnsettled)
  async calendar(@GrantedStation() stationId: string, @Req() request: FastifyRequest): Promise<string> {
    return icalendar(await this.views.week(stationId, serviceUrl(request, this.config)));
  }
}

import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clientHolds } from '../../platform/http/entity-tag.js';
import { AsDevice, ForDevices } from '../../stations/devices/device.decorator.js';
import type { Device } from '../../stations/devices/device.entity.js';
import { PlaylistView } from './playlist.schemas.js';
import { PlaylistsService } from './playlists.service.js';

@ApiTags('station protocol')
@Controller('station/playlist')
export class PlaylistController {
  constructor(private readonly playlists: PlaylistsService) {}

  @Get()
  @ForDevices()
  @ApiOperation({ summary: 'Get the signed playlist of the device’s station; Vang-Signature covers the exact bytes' })
  @ApiResponse({ status: 200, standardSchema: PlaylistView })
  @ApiResponse({ status: 304, description: 'The device holds the version in force' })
  async playlist(
    @AsDevice() { stationId }: Device,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { version, etag } = await this.playlists.current(stationId);
    // A proxy that recompresses or rewrites the body would break its signature.
    void reply.headers({ etag, 'cache-control': 'private, no-cache, no-transform', vary: 'authorization' });
    if (clientHolds(request.headers['if-none-match'], etag)) return void reply.status(304).send();
    const { body, signature } = await this.playlists.issued(stationId, version);
    void reply.header('vang-signature', signature).type('application/json; charset=utf-8').send(Buffer.from(body));
  }
}

import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clientHolds } from '../../platform/http/entity-tag.js';
import { counter } from '../../platform/metrics/metrics.js';
import { AsDevice, ForDevices } from '../../stations/devices/device.decorator.js';
import type { Device } from '../../stations/devices/device.entity.js';
import { PlaylistView } from './playlist.schemas.js';
import { PlaylistsService } from './playlists.service.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { PlaylistUnsettled } from './playlists.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { REVALIDATED, TakesIfNoneMatch } from '../../platform/http/revalidation.decorator.js';

const SIGNATURE = {
  'Vang-Signature': {
    description:
      'Of the exact bytes of the body, by one of the keys that came with the enrolment (station protocol §2)',
    schema: { type: 'string' as const },
  },
};

const served = counter({
  name: 'vang_playlists_served_total',
  help: 'Signed playlists that devices pulled: whole, or unchanged, when the device had it already',
  labelNames: ['answer'],
});

@ApiTags('station protocol')
@Controller('station/playlist')
export class PlaylistController {
  constructor(private readonly playlists: PlaylistsService) {}

  @Get()
  @ForDevices()
  @ApiOperation({ summary: 'Get the signed playlist of the device’s station; Vang-Signature covers the exact bytes' })
  @TakesIfNoneMatch()
  @ApiResponse({ status: 200, standardSchema: PlaylistView, headers: { ...REVALIDATED, ...SIGNATURE } })
  @Refuses(NotFound, PlaylistUnsettled)
  async playlist(
    @AsDevice() { stationId }: Device,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { version, etag } = await this.playlists.current(stationId);
    // A proxy that recompresses or rewrites the body would break its signature.
    void reply.headers({ etag, 'cache-control': 'private, no-cache, no-transform', vary: 'authorization' });
    if (clientHolds(request.headers['if-none-match'], etag)) {
      served.inc({ answer: 'unchanged' });
      return void reply.status(304).send();
    }
    const { body, signature } = await this.playlists.issued(stationId, version);
    served.inc({ answer: 'whole' });
    void reply.header('vang-signature', signature).type('application/json; charset=utf-8').send(Buffer.from(body));
  }
}

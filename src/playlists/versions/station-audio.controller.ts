import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Sha256 } from '../../platform/http/wire.schemas.js';
import { MediaStore } from '../../platform/storage/media-store.js';
import { AnswersAudio } from '../../platform/storage/answers-audio.decorator.js';
import { sendAudio } from '../../platform/storage/send-audio.js';
import { ForDevicesAndPlayers, GrantedStation } from '../tickets/device-or-ticket.guard.js';
import { PlaylistsService } from './playlists.service.js';
import { TakesQuery } from '../../platform/http/takes-query.decorator.js';

@ApiTags('station protocol')
@Controller('station/audio')
export class StationAudioController {
  constructor(
    private readonly playlists: PlaylistsService,
    private readonly store: MediaStore,
  ) {}

  @Get(':sha256')
  @ForDevicesAndPlayers()
  @ApiOperation({
    summary:
      'Get audio of this station’s playlists by its SHA-256, while it is on a playlist of the last PLAYLIST_KEEP_DAYS',
  })
  @TakesQuery('ticket', 'From the URLs in playlist.m3u8, in place of a device’s token')
  @AnswersAudio()
  async audio(
    @Param('sha256', { schema: Sha256 }) sha256: string,
    @GrantedStation() stationId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const mediaType = await this.playlists.audioTypeFor(stationId, sha256);
    await sendAudio(reply, { request, store: this.store }, { kind: 'rendition', sha256, mediaType });
  }
}

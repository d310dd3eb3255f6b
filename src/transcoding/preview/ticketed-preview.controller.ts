import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Open } from '../../platform/http/open.decorator.js';
import { MediaStore } from '../../platform/storage/media-store.js';
import { sendAudio } from '../../platform/storage/send-audio.js';
import { PreviewQuery } from './preview.schemas.js';
import { PreviewsService } from './previews.service.js';

@ApiTags('programs')
@Controller('preview')
export class TicketedPreviewController {
  constructor(
    private readonly previews: PreviewsService,
    private readonly store: MediaStore,
  ) {}

  @Get()
  @Open()
  @ApiOperation({ summary: 'Listen with a ticket instead of a session; supports Range' })
  @ApiResponse({ status: 200, description: 'The audio', content: { 'audio/*': {} } })
  @ApiResponse({ status: 206, description: 'A part of the audio', content: { 'audio/*': {} } })
  @ApiResponse({ status: 401, description: 'The ticket is no longer valid: preview-over' })
  async listen(
    @Query({ schema: PreviewQuery }) { ticket }: PreviewQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendAudio(reply, { request, store: this.store }, await this.previews.audioFor(ticket));
  }
}

import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Open } from '../../platform/http/open.decorator.js';
import { MediaStore } from '../../platform/storage/media-store.js';
import { AnswersAudio } from '../../platform/storage/answers-audio.decorator.js';
import { sendAudio } from '../../platform/storage/send-audio.js';
import { PreviewQuery } from './preview.schemas.js';
import { PreviewsService } from './previews.service.js';
import { PreviewOver } from './preview.problems.js';
import { TICKET } from '../../platform/http/openapi/security-schemes.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';

@ApiTags('programs')
@Controller('preview')
export class TicketedPreviewController {
  constructor(
    private readonly previews: PreviewsService,
    private readonly store: MediaStore,
  ) {}

  @Get()
  @Open()
  @ApiSecurity(TICKET)
  @ApiOperation({ summary: 'Listen with a ticket instead of a session; supports Range' })
  @AnswersAudio()
  @Refuses(PreviewOver)
  async listen(
    @Query({ schema: PreviewQuery }) { ticket }: PreviewQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendAudio(reply, { request, store: this.store }, await this.previews.audioFor(ticket));
  }
}

import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { NotIdempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, InSession, Requires } from '../../identity/requires.decorator.js';
import { Config } from '../../platform/config/config.js';
import { serviceUrl } from '../../platform/http/service-url.js';
import { MediaStore } from '../../platform/storage/media-store.js';
import { AnswersAudio } from '../../platform/storage/answers-audio.decorator.js';
import { sendAudio } from '../../platform/storage/send-audio.js';
import { PreviewAddressView, PreviewOf } from './preview.schemas.js';
import { PreviewsService } from './previews.service.js';

@ApiTags('programs')
@Controller('programs/:id/preview/:which')
export class PreviewController {
  constructor(
    private readonly previews: PreviewsService,
    private readonly store: MediaStore,
    private readonly config: Config,
  ) {}

  @Get()
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'Listen to a program as it was uploaded, or as stations will play it; supports Range' })
  @AnswersAudio()
  async listen(
    @Param('id', { schema: z.uuid() }) programId: string,
    @Param('which', { schema: PreviewOf }) which: PreviewOf,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { audio } = await this.previews.find({ programId, which }, actor);
    await sendAudio(reply, { request, store: this.store }, audio);
  }

  @Post()
  @NotIdempotent('answers-a-secret')
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'A temporary address to listen at, for players that send no session' })
  @ApiResponse({ status: 201, standardSchema: PreviewAddressView })
  async issueTicket(
    @Param('id', { schema: z.uuid() }) programId: string,
    @Param('which', { schema: PreviewOf }) which: PreviewOf,
    @By() by: Actor,
    @InSession() sessionId: string,
    @Req() request: FastifyRequest,
  ): Promise<PreviewAddressView> {
    const { ticket, expiresAt } = await this.previews.issueTicket({ programId, which }, { by, sessionId });
    const url = `${serviceUrl(request, this.config)}/api/v1/preview?ticket=${ticket}`;
    return { url, expiresAt: expiresAt.toISOString() };
  }
}

import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../identity/actor.js';
import { By, Requires } from '../identity/requires.decorator.js';
import { NotFound } from '../platform/http/problem.js';
import { MediaStore } from '../platform/storage/media-store.js';
import { sendAudio, type SentAudio } from '../platform/storage/ranged-file.js';
import { ProgramsService } from '../programs/programs.service.js';
import { PreviewOf } from './processing.schemas.js';
import { RenditionsService } from './rendition/renditions.service.js';
import { mediaTypeOf } from './source/media-type.js';
import { TranscodingsService } from './transcodings.service.js';

@ApiTags('programs')
@Controller('programs/:id/preview')
export class PreviewController {
  constructor(
    private readonly programs: ProgramsService,
    private readonly transcodings: TranscodingsService,
    private readonly renditions: RenditionsService,
    private readonly store: MediaStore,
  ) {}

  @Get(':which')
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'Listen to a program as it was handed in, or as stations will play it; answers Range' })
  @ApiResponse({ status: 200, description: 'The audio', content: { 'audio/*': {} } })
  @ApiResponse({ status: 206, description: 'A part of the audio', content: { 'audio/*': {} } })
  async listen(
    @Param('id', { schema: z.uuid() }) id: string,
    @Param('which', { schema: PreviewOf }) which: PreviewOf,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { originalSha256 } = await this.programs.findVisible(id, actor);
    if (!originalSha256) throw new NotFound('audio');
    const audio = which === 'original' ? await this.original(originalSha256) : await this.made(originalSha256, which);
    await sendAudio(reply, { request, store: this.store }, { ...audio, mayChange: true });
  }

  private async original(sha256: string): Promise<SentAudio> {
    const transcoding = await this.transcodings.find(sha256);
    return { kind: 'original', sha256, mediaType: mediaTypeOf(transcoding?.source) };
  }

  private async made(originalSha256: string, profile: string): Promise<SentAudio> {
    const rendition = (await this.renditions.find([originalSha256], profile)).get(originalSha256);
    if (!rendition) throw new NotFound('audio');
    return { kind: 'rendition', sha256: rendition.sha256, mediaType: rendition.mediaType };
  }
}

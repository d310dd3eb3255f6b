import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { TranscodingsService } from '../requests/transcodings.service.js';
import { Cancellation, TranscodingView } from './transcoding.schemas.js';
import { TranscodingViews } from './transcoding.views.js';
import { ProgramWithdrawn, NotTranscoding, NothingToTranscode } from '../../programs/programs.problems.js';
import { AnswersUnlessHeld } from '../../platform/http/revalidation.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';

@ApiTags('programs')
@Controller('programs/:id/transcoding')
export class TranscodingController {
  constructor(
    private readonly views: TranscodingViews,
    private readonly transcodings: TranscodingsService,
  ) {}

  @Get()
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'Progress and result of transcoding: loudness, findings, or why the audio was refused' })
  @AnswersUnlessHeld(TranscodingView)
  show(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<TranscodingView> {
    return this.views.of(id, actor);
  }

  @Post('cancel')
  @Idempotent()
  @HttpCode(200)
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Cancel transcoding; the original is kept, and transcoding can be requested again' })
  @ApiResponse({ status: 200, standardSchema: TranscodingView })
  @Refuses(ProgramWithdrawn, NotTranscoding)
  async cancel(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: Cancellation }) { because }: Cancellation,
    @By() actor: Actor,
  ): Promise<TranscodingView> {
    await this.transcodings.cancelFor(id, { because, by: actor });
    return this.views.of(id, actor);
  }

  @Post()
  @Idempotent()
  @HttpCode(202)
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Request transcoding again, after it was cancelled or the audio was refused' })
  @ApiResponse({ status: 202, standardSchema: TranscodingView })
  @Refuses(ProgramWithdrawn, NothingToTranscode)
  async retry(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<TranscodingView> {
    await this.transcodings.retryFor(id, { by: actor });
    return this.views.of(id, actor);
  }
}

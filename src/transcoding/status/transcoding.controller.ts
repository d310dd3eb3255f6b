import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { CancellationService } from '../run/cancellation.service.js';
import { Cancellation, TranscodingView } from './transcoding.schemas.js';
import { TranscodingViews } from './transcoding.views.js';

@ApiTags('programs')
@Controller('programs/:id/transcoding')
export class TranscodingController {
  constructor(
    private readonly views: TranscodingViews,
    private readonly cancelling: CancellationService,
  ) {}

  @Get()
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'How far the audio of a program is, how loud it came out, or why it was refused' })
  @ApiResponse({ status: 200, standardSchema: TranscodingView })
  show(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<TranscodingView> {
    return this.views.of(id, actor);
  }

  @Post('cancel')
  @HttpCode(200)
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Stop making the audio ready; it is kept, and can be asked for again' })
  @ApiResponse({ status: 200, standardSchema: TranscodingView })
  async cancel(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: Cancellation }) { because }: Cancellation,
    @By() actor: Actor,
  ): Promise<TranscodingView> {
    await this.cancelling.cancel(id, { because, by: actor });
    return this.views.of(id, actor);
  }

  @Post()
  @HttpCode(202)
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Try again to make ready what was cancelled or refused' })
  @ApiResponse({ status: 202, standardSchema: TranscodingView })
  async retry(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<TranscodingView> {
    await this.cancelling.retry(id, { by: actor });
    return this.views.of(id, actor);
  }
}

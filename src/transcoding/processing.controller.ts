import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../identity/actor.js';
import { By, Requires } from '../identity/requires.decorator.js';
import { Clock } from '../platform/clock/clock.js';
import { ProgramsService } from '../programs/programs.service.js';
import { Cancelling } from './cancelling.js';
import { presentProcessing } from './present-processing.js';
import { Cancellation, ProcessingView } from './processing.schemas.js';
import { TrimsService } from './trim/trims.service.js';
import { TranscodingsService } from './transcodings.service.js';

@ApiTags('programs')
@Controller('programs/:id/processing')
export class ProcessingController {
  constructor(
    private readonly programs: ProgramsService,
    private readonly transcodings: TranscodingsService,
    private readonly trims: TrimsService,
    private readonly cancelling: Cancelling,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'How far the audio of a program is, how loud it came out, or why it was refused' })
  @ApiResponse({ status: 200, standardSchema: ProcessingView })
  async show(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<ProcessingView> {
    const { originalSha256, state } = await this.programs.findVisible(id, actor);
    const transcoding = originalSha256 ? await this.transcodings.find(originalSha256) : null;
    const trim = originalSha256 ? await this.trims.lastOf(id, originalSha256) : null;
    return presentProcessing(transcoding, { trim, isCancelled: state === 'cancelled', now: this.clock.now() });
  }

  @Post('cancel')
  @HttpCode(200)
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Stop making the audio ready; it is kept, and can be asked for again' })
  @ApiResponse({ status: 200, standardSchema: ProcessingView })
  async cancel(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: Cancellation }) { because }: Cancellation,
    @By() actor: Actor,
  ): Promise<ProcessingView> {
    await this.cancelling.cancel(id, { because, by: actor });
    return this.show(id, actor);
  }

  @Post()
  @HttpCode(202)
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Try again to make ready what was cancelled or refused' })
  @ApiResponse({ status: 202, standardSchema: ProcessingView })
  async retry(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<ProcessingView> {
    await this.cancelling.retry(id, { by: actor });
    return this.show(id, actor);
  }
}

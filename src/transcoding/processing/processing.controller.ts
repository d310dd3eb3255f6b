import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { Cancelling } from '../requests/cancelling.js';
import { Cancellation, ProcessingView } from './processing.schemas.js';
import { ProcessingService } from './processing.service.js';

@ApiTags('programs')
@Controller('programs/:id/processing')
export class ProcessingController {
  constructor(
    private readonly processing: ProcessingService,
    private readonly cancelling: Cancelling,
  ) {}

  @Get()
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'How far the audio of a program is, how loud it came out, or why it was refused' })
  @ApiResponse({ status: 200, standardSchema: ProcessingView })
  show(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<ProcessingView> {
    return this.processing.of(id, actor);
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
    return this.processing.of(id, actor);
  }

  @Post()
  @HttpCode(202)
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Try again to make ready what was cancelled or refused' })
  @ApiResponse({ status: 202, standardSchema: ProcessingView })
  async retry(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<ProcessingView> {
    await this.cancelling.retry(id, { by: actor });
    return this.processing.of(id, actor);
  }
}

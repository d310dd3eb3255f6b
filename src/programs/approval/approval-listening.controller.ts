import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { TakesBody } from '../../platform/http/bodies/takes-body.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { ListeningView, NewListening, presentListening } from '../listening/listening.schemas.js';
import { ProgramNotReady, ProgramWithdrawn } from '../programs.problems.js';
import { ApprovalListeningService } from './approval-listening.service.js';
import { AudioHasChanged } from './approvals.problems.js';

@ApiTags('programs')
@Controller('programs/:id/listening')
export class ApprovalListeningController {
  constructor(private readonly listening: ApprovalListeningService) {}

  @Post()
  @Idempotent()
  @HttpCode(200)
  @TakesBody({ large: true })
  @Requires('programs:approve')
  @ApiOperation({ summary: 'Report what you have played of a program; enough of it is needed to approve it' })
  @ApiResponse({ status: 200, standardSchema: ListeningView })
  @Refuses(AudioHasChanged, ProgramWithdrawn, ProgramNotReady)
  async add(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: NewListening }) body: NewListening,
    @By() by: Actor,
  ): Promise<ListeningView> {
    return presentListening(await this.listening.add(id, body, { by }));
  }
}

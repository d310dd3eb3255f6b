import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { NewTrim, presentTrim, TrimView } from './trim.schemas.js';
import { TrimsService } from './trims.service.js';
import { ProgramWithdrawn, ProgramNotReady } from '../../programs/programs.problems.js';
import { NothingToTrim, TrimUnderWay } from './trim.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';

@ApiTags('programs')
@Controller('programs/:id/trim')
export class TrimsController {
  constructor(private readonly trims: TrimsService) {}

  @Post()
  @Idempotent()
  @HttpCode(202)
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({
    summary: 'Trim the audio at its ends, as a new version; `trim` in its transcoding shows the result',
  })
  @ApiResponse({ status: 202, standardSchema: TrimView })
  @Refuses(ProgramWithdrawn, ProgramNotReady, NothingToTrim, TrimUnderWay)
  async ask(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: NewTrim }) body: NewTrim,
    @By() by: Actor,
  ): Promise<TrimView> {
    const trim = await this.trims.ask(id, body, { by });
    if (!trim) throw new NotFound('trim');
    return presentTrim(trim);
  }
}

import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { ConfirmationView, NewConfirmation } from './confirmations.schemas.js';
import { ConfirmationsService } from './confirmations.service.js';
import { presentConfirmation } from './present-confirmation.js';
import { NotStartedYet, NotOverYet, OtherPerson, TapUsed, BroadcastWithdrawn } from './confirmations.problems.js';

@ApiTags('playback')
@Controller('broadcasts/:id/confirmation')
export class ConfirmationsController {
  constructor(private readonly confirmations: ConfirmationsService) {}

  /** Confirms what people heard of a broadcast; what was said last counts. */
  @Post()
  @Idempotent<ConfirmationsController>(async ({ confirmations }, id, by) => {
    const said = await confirmations.lastWordOf(id, { by });
    return said && presentConfirmation(said);
  })
  @ApiOperation({ summary: 'Confirm what was heard of a broadcast, or say why not' })
  @Requires('playback:confirm')
  @ApiResponse({ status: 201, standardSchema: ConfirmationView })
  @Refuses(OtherPerson, NotStartedYet, NotOverYet, TapUsed, BroadcastWithdrawn)
  async confirm(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: NewConfirmation }) body: NewConfirmation,
    @By() actor: Actor,
  ): Promise<ConfirmationView> {
    return presentConfirmation(await this.confirmations.confirm(id, body, { by: actor }));
  }
}

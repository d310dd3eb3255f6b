import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { ConfirmationView, NewConfirmation } from './confirmations.schemas.js';
import { ConfirmationsService } from './confirmations.service.js';
import { presentConfirmation } from './present-confirmation.js';

@ApiTags('playback')
@Controller('broadcasts/:id/confirmation')
export class ConfirmationsController {
  constructor(private readonly confirmations: ConfirmationsService) {}

  /** Confirms what people heard of a broadcast; the newest confirmation counts. */
  @Post()
  @ApiOperation({ summary: 'Confirm what was heard of a broadcast, or say why not' })
  @Requires('playback:confirm')
  @ApiResponse({ status: 201, standardSchema: ConfirmationView })
  async confirm(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: NewConfirmation }) body: NewConfirmation,
    @By() actor: Actor,
  ): Promise<ConfirmationView> {
    return presentConfirmation(await this.confirmations.confirm(id, body, { by: actor }));
  }
}

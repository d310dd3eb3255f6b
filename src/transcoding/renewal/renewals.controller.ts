import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { NewRenewal, RenewalsView } from './renewals.schemas.js';
import { RenewalsService } from './renewals.service.js';

@ApiTags('administration')
@Controller('transcodings/renewal')
export class RenewalsController {
  constructor(private readonly renewals: RenewalsService) {}

  @Get()
  @Requires('rules:manage')
  @ApiOperation({ summary: 'How much audio the current profiles encoded, and how far the renewal is' })
  @ApiResponse({ status: 200, standardSchema: RenewalsView })
  progress(@By() actor: Actor): Promise<RenewalsView> {
    return this.renewals.progress(actor);
  }

  @Post()
  @Idempotent()
  @HttpCode(202)
  @Requires('rules:manage')
  @ApiOperation({
    summary: 'Re-encode everything made with older profiles, after new uploads; old renditions stay on air until then',
  })
  @ApiResponse({ status: 202, standardSchema: RenewalsView })
  ask(@Body({ schema: NewRenewal }) { because }: NewRenewal, @By() actor: Actor): Promise<RenewalsView> {
    return this.renewals.ask({ because, by: actor });
  }
}

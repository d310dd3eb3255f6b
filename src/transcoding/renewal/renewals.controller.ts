import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { NewRenewal, RenewalsView } from './renewals.schemas.js';
import { RenewalsService } from './renewals.service.js';

@ApiTags('administration')
@Controller('transcodings/renewal')
export class RenewalsController {
  constructor(private readonly renewals: RenewalsService) {}

  @Get()
  @Requires('rules:manage')
  @ApiOperation({ summary: 'How much of the audio was made by the profiles in force, and how far making it over is' })
  @ApiResponse({ status: 200, standardSchema: RenewalsView })
  progress(@By() actor: Actor): Promise<RenewalsView> {
    return this.renewals.progress(actor);
  }

  @Post()
  @HttpCode(202)
  @Requires('rules:manage')
  @ApiOperation({
    summary: 'Make over, behind new uploads, all that other profiles made; the old stays on the air meanwhile',
  })
  @ApiResponse({ status: 202, standardSchema: RenewalsView })
  ask(@Body({ schema: NewRenewal }) { because }: NewRenewal, @By() actor: Actor): Promise<RenewalsView> {
    return this.renewals.ask({ because, by: actor });
  }
}

import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { RenewalApprovalsService } from './renewal-approvals.service.js';
import { ApprovedRenewals, NewRenewalApproval, RenewalsToApprove, RenewalsToApproveQuery } from './renewals.schemas.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { OwnWork } from '../../programs/approval/approvals.problems.js';

@ApiTags('programs')
@Controller('transcodings/renewal/approvals')
export class RenewalApprovalsController {
  constructor(private readonly renewals: RenewalApprovalsService) {}

  @Get()
  @Requires('programs:approve')
  @ApiOperation({
    summary: 'Programs on the air that were encoded again; the approved audio airs until you approve the new',
  })
  @ApiResponse({ status: 200, standardSchema: RenewalsToApprove })
  @Refuses(NotFound)
  waiting(
    @Query({ schema: RenewalsToApproveQuery }) query: RenewalsToApproveQuery,
    @By() actor: Actor,
  ): Promise<RenewalsToApprove> {
    return this.renewals.waiting(query, actor);
  }

  @Post()
  @Idempotent()
  @Requires('programs:approve')
  @ApiOperation({ summary: 'Approve the new audio of many programs at once, after listening to some' })
  @ApiResponse({ status: 201, standardSchema: ApprovedRenewals })
  @Refuses(NotFound, OwnWork)
  approve(
    @Body({ schema: NewRenewalApproval }) body: NewRenewalApproval,
    @By() actor: Actor,
  ): Promise<ApprovedRenewals> {
    return this.renewals.approve(body, actor);
  }
}

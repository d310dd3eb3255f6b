import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { type Page, PageQuery } from '../../platform/http/page.js';
import { AnswersUnlessHeld } from '../../platform/http/revalidation.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { AnswersWithETag } from '../../platform/http/revisions/revisions.decorator.js';
import { LibraryViews } from '../library/library.views.js';
import { NotListened } from '../listening/listening.problems.js';
import {
  ApprovalTrial,
  DecidedProgram,
  DecisionPage,
  type DecisionView,
  NewDecision,
  Revocation,
  RevokedProgram,
  ScheduleChangesView,
} from './approvals.schemas.js';
import { ApprovalsService } from './approvals.service.js';
import { DecisionViews } from './decision.views.js';
import {
  OwnWork,
  AlreadyDecided,
  AudioHasChanged,
  DescriptionHasChanged,
  RenditionsHaveChanged,
  NothingInForce,
} from './approvals.problems.js';
import { ProgramWithdrawn, ProgramNotReady } from '../programs.problems.js';

/** Why a person cannot decide about a version. */
const UNDECIDABLE = [
  OwnWork,
  AlreadyDecided,
  AudioHasChanged,
  DescriptionHasChanged,
  RenditionsHaveChanged,
  ProgramWithdrawn,
  ProgramNotReady,
];

@ApiTags('programs')
@Controller('programs/:id/approval')
export class ApprovalsController {
  constructor(
    private readonly approvals: ApprovalsService,
    private readonly views: LibraryViews,
    private readonly decisions: DecisionViews,
  ) {}

  @Post()
  @Idempotent<ApprovalsController>(async (controller, id, by) => ({
    ...(await controller.views.show(id, by)),
    scheduleChanges: null,
  }))
  @Requires('programs:approve')
  @ApiOperation({ summary: 'Approve the version that was listened to and read, or send it back' })
  @AnswersWithETag(201, DecidedProgram)
  @Refuses(...UNDECIDABLE, NotListened)
  async decide(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: NewDecision }) body: NewDecision,
    @By() actor: Actor,
  ): Promise<DecidedProgram> {
    const scheduleChanges = (await this.approvals.decide(id, body, { by: actor })) ?? null;
    return { ...(await this.views.show(id, actor)), scheduleChanges };
  }

  @Get()
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'All decisions about a program, newest first, each with what was decided about' })
  @AnswersUnlessHeld(DecisionPage)
  list(
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: PageQuery }) page: PageQuery,
    @By() actor: Actor,
  ): Promise<Page<DecisionView>> {
    return this.decisions.list(id, page, actor);
  }

  @Post('dry-run')
  @Idempotent()
  @HttpCode(200)
  @Requires('programs:approve')
  @ApiOperation({ summary: 'What an approval would change in the schedule; nothing is stored' })
  @ApiResponse({ status: 200, standardSchema: ScheduleChangesView })
  @Refuses(...UNDECIDABLE)
  tryOut(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: ApprovalTrial }) { version }: ApprovalTrial,
    @By() actor: Actor,
  ): Promise<ScheduleChangesView> {
    return this.approvals.tryApproval(id, { version, by: actor });
  }

  @Post('revoke')
  @Idempotent<ApprovalsController>(async (controller, id, by) => ({
    ...(await controller.views.show(id, by)),
    dryRun: false,
    consequences: null,
  }))
  @HttpCode(200)
  @Requires('programs:approve')
  @ApiOperation({ summary: 'Take the approved version off the air at once, until a version is approved again' })
  @AnswersWithETag(200, RevokedProgram)
  @Refuses(NothingInForce, ProgramWithdrawn)
  async revoke(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: Revocation }) { because, dryRun }: Revocation,
    @By() actor: Actor,
  ): Promise<RevokedProgram> {
    const consequences = await this.approvals.revoke(id, { because, dryRun, by: actor });
    return { ...(await this.views.show(id, actor)), dryRun, consequences };
  }
}

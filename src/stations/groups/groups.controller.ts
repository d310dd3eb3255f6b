import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { ScheduleBusy } from '../../consequences/consequences.problems.js';
import { SearchQuery, type WholePage } from '../../platform/http/page.js';
import { TakesBody } from '../../platform/http/bodies/takes-body.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { changeAndShow } from '../../platform/http/revisions/change-and-show.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { AnswersWithETag, IfMatch } from '../../platform/http/revisions/revisions.decorator.js';
import {
  ChangedGroup,
  GroupChanges,
  GroupPage,
  GroupView,
  LeavingQuery,
  NewGroup,
  NewMembers,
} from './groups.schemas.js';
import { GroupsService } from './groups.service.js';
import { GroupNameTaken, GroupInUse } from './groups.problems.js';
import { StationNotServed } from '../centres/centres.problems.js';

@ApiTags('stations')
@Controller()
export class GroupsController {
  constructor(private readonly groups: GroupsService) {}

  @Post('centres/:id/groups')
  @Idempotent<GroupsController>((controller, id, by) => controller.find(id, by))
  @TakesBody({ large: true })
  @ApiOperation({ summary: 'Create a group of stations' })
  @Requires('stations:manage')
  @AnswersWithETag(201, GroupView)
  @Refuses(StationNotServed, GroupNameTaken)
  async form(
    @Param('id', { schema: z.uuid() }) centreId: string,
    @Body({ schema: NewGroup }) body: NewGroup,
    @By() actor: Actor,
  ): Promise<GroupView> {
    return this.groups.findVisible(await this.groups.form(centreId, body, { by: actor }), actor);
  }

  @Get('centres/:id/groups')
  @ApiOperation({ summary: 'List the groups of a centre' })
  @Requires('stations:read')
  @ApiResponse({ status: 200, standardSchema: GroupPage })
  list(
    @Param('id', { schema: z.uuid() }) centreId: string,
    @Query({ schema: SearchQuery }) query: SearchQuery,
    @By() actor: Actor,
  ): Promise<WholePage<GroupView>> {
    return this.groups.list(centreId, query, actor);
  }

  @Get('groups/:id')
  @ApiOperation({ summary: 'Get a group with its stations' })
  @Requires('stations:read')
  @AnswersWithETag(200, GroupView)
  find(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<GroupView> {
    return this.groups.findVisible(id, actor);
  }

  @Patch('groups/:id')
  @ApiOperation({ summary: 'Rename a group' })
  @Requires('stations:manage')
  @AnswersWithETag(200, GroupView)
  @Refuses(GroupNameTaken)
  change(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: GroupChanges }) body: GroupChanges,
    @IfMatch() seen: SeenRevisions,
    @By() actor: Actor,
  ): Promise<GroupView> {
    return changeAndShow(
      () => this.groups.rename(id, body, { seen, by: actor }),
      () => this.groups.findVisible(id, actor),
    );
  }

  @Post('groups/:id/members')
  @Idempotent<GroupsController>((controller, id, by) => controller.again(id, by))
  @TakesBody({ large: true })
  @ApiOperation({
    summary: 'Add stations to a group from a day on; those already in it stay. The schedule follows at once',
  })
  @HttpCode(200)
  @Requires('stations:manage')
  @AnswersWithETag(200, ChangedGroup)
  @Refuses(StationNotServed, ScheduleBusy)
  async add(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: NewMembers }) body: NewMembers,
    @By() actor: Actor,
  ): Promise<ChangedGroup> {
    const consequences = await this.groups.addStations(id, body, { by: actor });
    return { ...(await this.groups.findVisible(id, actor)), dryRun: body.dryRun, consequences };
  }

  @Delete('groups/:id/members/:stationId')
  @ApiOperation({
    summary:
      'Take a station out of a group from a day on; nothing happens if it is not in it. The schedule follows at once',
  })
  @Requires('stations:manage')
  @AnswersWithETag(200, ChangedGroup)
  @Refuses(ScheduleBusy)
  async remove(
    @Param('id', { schema: z.uuid() }) id: string,
    @Param('stationId', { schema: z.uuid() }) stationId: string,
    @Query({ schema: LeavingQuery }) { on, dryRun }: LeavingQuery,
    @By() actor: Actor,
  ): Promise<ChangedGroup> {
    const consequences = await this.groups.removeStation(id, { stationId, on, dryRun }, { by: actor });
    return { ...(await this.groups.findVisible(id, actor)), dryRun, consequences };
  }

  @Delete('groups/:id')
  @ApiOperation({ summary: 'Delete a group' })
  @HttpCode(204)
  @Requires('stations:manage')
  @ApiResponse({ status: 204, description: 'Done; no body' })
  @Refuses(GroupInUse)
  delete(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<void> {
    return this.groups.delete(id, { by: actor });
  }

  /** The answer to a request that is sent again. */
  private async again(id: string, actor: Actor): Promise<ChangedGroup> {
    return { ...(await this.groups.findVisible(id, actor)), dryRun: false, consequences: null };
  }
}

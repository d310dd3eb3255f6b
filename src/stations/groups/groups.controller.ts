import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { type Page, PageQuery } from '../../platform/http/page.js';
import { GroupContent, GroupPage, GroupView } from './groups.schemas.js';
import { GroupsService } from './groups.service.js';

@ApiTags('stations')
@Controller()
export class GroupsController {
  constructor(private readonly groups: GroupsService) {}

  @Post('centres/:id/groups')
  @ApiOperation({ summary: 'Create a group of stations' })
  @Requires('stations:manage')
  @ApiResponse({ status: 201, standardSchema: GroupView })
  async form(
    @Param('id', { schema: z.uuid() }) centreId: string,
    @Body({ schema: GroupContent }) body: GroupContent,
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
    @Query({ schema: PageQuery }) query: PageQuery,
    @By() actor: Actor,
  ): Promise<Page<GroupView>> {
    return this.groups.list(centreId, query, actor);
  }

  @Get('groups/:id')
  @ApiOperation({ summary: 'Get a group with its stations' })
  @Requires('stations:read')
  @ApiResponse({ status: 200, standardSchema: GroupView })
  find(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<GroupView> {
    return this.groups.findVisible(id, actor);
  }

  @Put('groups/:id')
  @ApiOperation({ summary: 'Replace the name and the stations of a group' })
  @Requires('stations:manage')
  @ApiResponse({ status: 200, standardSchema: GroupView })
  async change(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: GroupContent }) body: GroupContent,
    @By() actor: Actor,
  ): Promise<GroupView> {
    await this.groups.change(id, body, { by: actor });
    return this.groups.findVisible(id, actor);
  }

  @Delete('groups/:id')
  @ApiOperation({ summary: 'Delete a group' })
  @HttpCode(204)
  @Requires('stations:manage')
  @ApiResponse({ status: 204 })
  dissolve(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<void> {
    return this.groups.dissolve(id, { by: actor });
  }
}

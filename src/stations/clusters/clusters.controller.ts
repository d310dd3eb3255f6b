import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { type Page, PageQuery } from '../../platform/http/page.js';
import { changeAndShow } from '../../platform/http/revisions/change-and-show.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { AnswersWithETag, IfMatch } from '../../platform/http/revisions/revisions.decorator.js';
import { ClusterChanges, ClusterPage, ClusterView, NewCluster, presentCluster } from './clusters.schemas.js';
import { ClustersService } from './clusters.service.js';
import { ClusterNameTaken } from './clusters.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';

@ApiTags('stations')
@Controller()
export class ClustersController {
  constructor(private readonly clusters: ClustersService) {}

  @Post('stations/:id/clusters')
  @Idempotent<ClustersController>((controller, id, by) => controller.find(id, by))
  @ApiOperation({ summary: 'Add a loudspeaker cluster to a station' })
  @Requires('stations:manage')
  @AnswersWithETag(201, ClusterView)
  @Refuses(ClusterNameTaken)
  async add(
    @Param('id', { schema: z.uuid() }) stationId: string,
    @Body({ schema: NewCluster }) body: NewCluster,
    @By() actor: Actor,
  ): Promise<ClusterView> {
    return presentCluster(await this.clusters.add(stationId, body, { by: actor }));
  }

  @Get('stations/:id/clusters')
  @ApiOperation({ summary: 'List the loudspeaker clusters of a station' })
  @Requires('stations:read')
  @ApiResponse({ status: 200, standardSchema: ClusterPage })
  async list(
    @Param('id', { schema: z.uuid() }) stationId: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @By() actor: Actor,
  ): Promise<Page<ClusterView>> {
    const { items, next } = await this.clusters.list(stationId, query, actor);
    return { items: items.map(presentCluster), next };
  }

  @Get('clusters/:id')
  @ApiOperation({ summary: 'Get a loudspeaker cluster' })
  @Requires('stations:read')
  @AnswersWithETag(200, ClusterView)
  async find(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<ClusterView> {
    return presentCluster(await this.clusters.findVisible(id, actor));
  }

  @Patch('clusters/:id')
  @ApiOperation({ summary: 'Change a loudspeaker cluster' })
  @Requires('stations:manage')
  @AnswersWithETag(200, ClusterView)
  @Refuses(ClusterNameTaken)
  change(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: ClusterChanges }) body: ClusterChanges,
    @IfMatch() seen: SeenRevisions,
    @By() actor: Actor,
  ): Promise<ClusterView> {
    return changeAndShow(
      () => this.clusters.change(id, body, { seen, by: actor }),
      () => this.find(id, actor),
    );
  }

  @Delete('clusters/:id')
  @ApiOperation({ summary: 'Delete a loudspeaker cluster' })
  @HttpCode(204)
  @Requires('stations:manage')
  @ApiResponse({ status: 204, description: 'Done; no body' })
  delete(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<void> {
    return this.clusters.delete(id, { by: actor });
  }
}

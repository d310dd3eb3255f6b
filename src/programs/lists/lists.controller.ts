import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { By, Requires, SignedIn } from '../../identity/requires.decorator.js';
import { ListsQueries } from './lists.queries.js';
import {
  GenreList,
  type GenreView,
  NewSegment,
  SegmentFilter,
  SegmentList,
  SegmentView,
  TopicList,
  type TopicView,
} from './lists.schemas.js';
import { SegmentsService } from './segments.service.js';

/** The lists that programs are described with. */
@ApiTags('programs')
@Controller()
export class ListsController {
  constructor(
    private readonly queries: ListsQueries,
    private readonly segments: SegmentsService,
  ) {}

  @Get('topics')
  @SignedIn()
  @ApiOperation({ summary: 'Content areas, in the order of the plan' })
  @ApiResponse({ status: 200, standardSchema: TopicList })
  async listTopics(): Promise<{ items: TopicView[] }> {
    return { items: await this.queries.topics() };
  }

  @Get('genres')
  @SignedIn()
  @ApiOperation({ summary: 'Genres' })
  @ApiResponse({ status: 200, standardSchema: GenreList })
  async listGenres(): Promise<{ items: GenreView[] }> {
    return { items: await this.queries.genres() };
  }

  @Get('segments')
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'Segments that programs within reach may belong to' })
  @ApiResponse({ status: 200, standardSchema: SegmentList })
  async listSegments(
    @Query({ schema: SegmentFilter }) { centreId }: SegmentFilter,
    @By() actor: Actor,
  ): Promise<{ items: SegmentView[] }> {
    return { items: await this.segments.list(centreId, actor) };
  }

  @Post('segments')
  @Requires('programs:write')
  @ApiOperation({ summary: 'Open a segment of a centre' })
  @ApiResponse({ status: 201, standardSchema: SegmentView })
  addSegment(@Body({ schema: NewSegment }) body: NewSegment, @By() actor: Actor): Promise<SegmentView> {
    return this.segments.add(body, { by: actor });
  }
}

import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires, SignedIn } from '../../identity/requires.decorator.js';
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
import { ListsService, MAY_ADD_SEGMENT } from './lists.service.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { SegmentNameTaken } from '../programs.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';

@ApiTags('programs')
@Controller()
export class ListsController {
  constructor(private readonly lists: ListsService) {}

  @Get('topics')
  @SignedIn()
  @ApiOperation({ summary: 'List the topics, in the order of the plan' })
  @ApiResponse({ status: 200, standardSchema: TopicList })
  async listTopics(): Promise<{ items: TopicView[] }> {
    return { items: await this.lists.topics() };
  }

  @Get('genres')
  @SignedIn()
  @ApiOperation({ summary: 'List the genres' })
  @ApiResponse({ status: 200, standardSchema: GenreList })
  async listGenres(): Promise<{ items: GenreView[] }> {
    return { items: await this.lists.genres() };
  }

  @Get('segments')
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'List the segments that your programs may belong to' })
  @ApiResponse({ status: 200, standardSchema: SegmentList })
  async listSegments(
    @Query({ schema: SegmentFilter }) filter: SegmentFilter,
    @By() actor: Actor,
  ): Promise<SegmentList> {
    return this.lists.segments(filter, actor);
  }

  @Post('segments')
  @Idempotent()
  @Requires(...MAY_ADD_SEGMENT)
  @ApiOperation({ summary: 'Create a segment of a centre' })
  @ApiResponse({ status: 201, standardSchema: SegmentView })
  @Refuses(NotFound, SegmentNameTaken)
  addSegment(@Body({ schema: NewSegment }) body: NewSegment, @By() actor: Actor): Promise<SegmentView> {
    return this.lists.addSegment(body, { by: actor });
  }
}

import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { InvalidRequest, NotFound } from '../../platform/http/http.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { CalendarQuery, EntryCalendarQuery } from './calendar.schemas.js';
import { CalendarViews } from './calendar.views.js';

const TYPE = ['content-type', 'text/calendar; charset=utf-8'] as const;
const TEXT = { status: 200, content: { 'text/calendar': { schema: { type: 'string' } } } } as const;

@ApiTags('schedule')
@Controller('entries')
export class CalendarController {
  constructor(private readonly calendar: CalendarViews) {}

  @Get('calendar.ics')
  @ApiOperation({ summary: 'Get what airs at a station, or the entries of a centre, from now on as an iCalendar file' })
  @Requires('schedule:read')
  @Header(...TYPE)
  @ApiResponse(TEXT)
  @Refuses(NotFound, InvalidRequest)
  of(
    @Query({ schema: CalendarQuery }) { stationId, centreId = '', zone }: CalendarQuery,
    @By() actor: Actor,
  ): Promise<string> {
    if (stationId !== undefined) return this.calendar.ofStation(stationId, actor);
    return this.calendar.ofCentre(centreId, zone, actor);
  }

  @Get(':id/calendar.ics')
  @ApiOperation({ summary: 'Get an entry as an iCalendar file: an event for each of its times' })
  @Requires('schedule:read')
  @Header(...TYPE)
  @ApiResponse(TEXT)
  @Refuses(NotFound, InvalidRequest)
  ofEntry(
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: EntryCalendarQuery }) { zone }: EntryCalendarQuery,
    @By() actor: Actor,
  ): Promise<string> {
    return this.calendar.ofEntry(id, zone, actor);
  }
}

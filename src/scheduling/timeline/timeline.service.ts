import { Injectable } from '@nestjs/common';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import type { Sql } from '../../platform/database/sql.js';
import { AirtimeService } from '../airtime/airtime.service.js';
import { entriesAt } from './entries-at.queries.js';
import { sourceOf } from './entry-at.js';
import type { DaySpan } from '../planning/coverage.queries.js';
import { ExpectedItemsService } from './expected-items.service.js';
import { type TimelineDay, timelineDays } from './timeline-days.js';
import type { TimelineItem } from './timeline-item.js';
import { plannedItems, plannedThrough } from './timeline.queries.js';

/** What will be heard at a station, day by day. */
export interface Timeline {
  /** The last local day whose items are planned; later ones are computed. */
  plannedThrough: string;
  days: TimelineDay[];
}

/** A station as far as its timeline needs it. */
export interface TimelineStation {
  id: string;
  timeZone: string;
}

/** The exact order of what will be heard, as far ahead as asked. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly expected: ExpectedItemsService,
    private readonly airtime: AirtimeService,
  ) {}

  /**
   * The timeline of a station on local days, both ends included. In a unit of work it is as its changes leave it: a dry run compares the
   * timelines before and after (`differences`).
   */
  async timelineOf(sql: Sql, station: TimelineStation, days: DaySpan, now: Date): Promise<Timeline> {
    const through = await lastPlannedDay(sql, station, now);
    // A daypart that begins on the last day may reach into the next.
    const span = { from: days.from, until: addDays(days.until, 1) };
    const planned = await this.planned(sql, station, { from: span.from, until: earlier(span.until, through) });
    const ahead = { from: later(span.from, addDays(through, 1)), until: span.until };
    const expected = (await this.expected.of(sql, [station.id], ahead, now)).get(station.id) ?? [];
    const ruled = await this.airtime.rulesAt([station.id], days, sql);
    const rules = ruled.classAt(ruled.classes.get(station.id) ?? 0);
    return { plannedThrough: through, days: timelineDays([...planned, ...expected], rules, days) };
  }

  private async planned(sql: Sql, { id }: TimelineStation, span: DaySpan): Promise<TimelineItem[]> {
    if (span.from > span.until) return [];
    const items = await plannedItems(sql, id, span);
    if (items.length === 0) return [];
    const entryIds = [...new Set(items.map(({ entryId }) => entryId))];
    const entries = (await entriesAt(sql, [id], span, entryIds)).get(id) ?? [];
    const byId = new Map(entries.map((entry) => [entry.entryId, entry]));
    return items.map((item) => ({ ...item, source: sourceOf(byId.get(item.entryId), item) }));
  }
}

/** Days before today are never computed: what has no row was not planned. */
async function lastPlannedDay(sql: Sql, { timeZone }: TimelineStation, now: Date): Promise<string> {
  const yesterday = addDays(localDay(now, timeZone), -1);
  return later((await plannedThrough(sql, [timeZone])).get(timeZone) ?? yesterday, yesterday);
}

const later = (one: string, other: string): string => (one > other ? one : other);
const earlier = (one: string, other: string): string => (one < other ? one : other);

import { Injectable } from '@nestjs/common';
import { addDays } from '../../platform/clock/local-day.js';
import type { Sql } from '../../platform/database/sql.js';
import { AirtimeService } from '../airtime/airtime.service.js';
import type { DaySpan } from '../planning/coverage.queries.js';
import { classesAt, entriesAt, stationsAt } from './entries-at.queries.js';
import type { EntryAt } from './entry-at.js';
import { expectedAirings } from './expected-airings.js';
import { settleAirings } from './settle-airings.js';
import type { TimelineItem } from './timeline-item.js';
import { expectedPrograms } from './timeline.queries.js';

/** Computes what will be heard on days that are not planned yet, as entries, stations, programs and rules are now. */
@Injectable()
export class ExpectedItemsService {
  constructor(private readonly airtime: AirtimeService) {}

  /**
   * What is expected at each station on the local days of the span, by start; also what cannot be heard, and why. Stations at which the same is
   * expected share a list. Equal to what will be planned on those days if nothing changes until then.
   */
  async of(
    sql: Sql,
    stationIds: readonly string[],
    days: DaySpan,
    now: Date,
  ): Promise<Map<string, readonly TimelineItem[]>> {
    if (stationIds.length === 0 || days.from > days.until) return new Map();
    // What sounds over midnight, and minutes of a daypart over midnight, depend on the days before and after.
    const span = { from: addDays(days.from, -1), until: addDays(days.until, 1) };
    const classes = stationIds.length === 1 ? undefined : await classesAt(sql, stationIds, span, now);
    const firsts = classes ? [...new Set(classes.values())] : stationIds;
    const computed = await this.compute(sql, firsts, span, now);
    const shown = new Map(
      [...computed].map(([id, items]) => [
        id,
        items.filter(({ airsOn }) => airsOn >= days.from && airsOn <= days.until),
      ]),
    );
    return new Map(stationIds.map((id) => [id, shown.get(classes?.get(id) ?? id) ?? []]));
  }

  private async compute(
    sql: Sql,
    stationIds: readonly string[],
    span: DaySpan,
    now: Date,
  ): Promise<Map<string, TimelineItem[]>> {
    const entries = await entriesAt(sql, stationIds, span);
    const stations = await stationsAt(sql, stationIds, span, now);
    const programs = await expectedPrograms(sql, programsOf([...entries.values()].flat()), now);
    const { classes, classAt } = await this.airtime.rulesAt(stationIds, span, sql);
    return new Map(
      stations.map((station) => {
        const rules = classAt(classes.get(station.id) ?? 0);
        const airings = expectedAirings(entries.get(station.id) ?? [], { station, rules, programs }, span);
        return [station.id, settleAirings(airings, rules)];
      }),
    );
  }
}

const programsOf = (entries: readonly EntryAt[]): string[] => [
  ...new Set(
    entries.flatMap(({ terms, exceptions }) => [
      ...terms.map(({ programId }) => programId),
      ...exceptions.flatMap(({ programId }) => programId ?? []),
    ]),
  ),
];

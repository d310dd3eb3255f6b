import { Injectable } from '@nestjs/common';
import { addDays } from '../../platform/clock/local-day.js';
import type { Sql } from '../../platform/database/sql.js';
import { AirtimeService } from '../airtime/airtime.service.js';
import { daysAhead, lastRow } from './ahead.js';
import type { DaySpan } from '../planning/coverage.queries.js';
import { ExpectedItemsService } from './expected-items.service.js';
import type { GridStation } from './grid-stations.queries.js';
import { timelineDays } from './timeline-days.js';
import { type FillingItem, type UnfilledDay, unfilledDays } from './unfilled.js';
import { type PlannedAlike, plannedAlike } from './unfilled.queries.js';

type Filled = Pick<GridStation, 'id' | 'through'>;

/** Works out the time that may sound and does not, once for stations at which the same is to be heard by the same rules. */
@Injectable()
export class UnfilledService {
  constructor(
    private readonly expected: ExpectedItemsService,
    private readonly airtime: AirtimeService,
  ) {}

  /** @param days both ends included; the first and the last are inexact where something sounds over midnight */
  async of(sql: Sql, stations: readonly Filled[], days: DaySpan, now: Date): Promise<Map<string, UnfilledDay[]>> {
    const ids = stations.map(({ id }) => id);
    const span = { from: days.from, until: addDays(days.until, 1) };
    const planned = byStation(await plannedAlike(sql, ids, { ...span, until: lastRow(stations, span) }));
    const expected = await this.expected.of(sql, ids, daysAhead(stations, span), now);
    const { classes, classAt } = await this.airtime.rulesAt(ids, days, sql);
    const known = new KnownResults<UnfilledDay[]>();
    return new Map(
      stations.map(({ id, through }) => {
        const [rows, ahead, number] = [planned.get(id) ?? NOTHING, expected.get(id) ?? NOTHING, classes.get(id) ?? 0];
        const work = () => {
          const items = [...rows, ...ahead].filter(({ airsOn }, index) => index < rows.length === airsOn <= through);
          return unfilledDays(timelineDays(items, classAt(number), days));
        };
        return [id, known.get([rows, ahead], `${number} ${through}`, work)];
      }),
    );
  }
}

const NOTHING: readonly FillingItem[] = [];

/** Results by the lists that they are made of: the same lists, not equal ones. */
class KnownResults<Result> {
  private readonly numbers = new Map<object, number>();
  private readonly results = new Map<string, Result>();

  get(lists: readonly object[], more: string, work: () => Result): Result {
    const key = `${lists.map((list) => this.numberOf(list)).join(' ')} ${more}`;
    const result = this.results.get(key) ?? work();
    this.results.set(key, result);
    return result;
  }

  private numberOf(list: object): number {
    const number = this.numbers.get(list) ?? this.numbers.size;
    this.numbers.set(list, number);
    return number;
  }
}

const byStation = (alike: readonly PlannedAlike[]): Map<string, readonly FillingItem[]> =>
  new Map(alike.flatMap(({ stationIds, items }) => stationIds.map((id) => [id, items] as const)));

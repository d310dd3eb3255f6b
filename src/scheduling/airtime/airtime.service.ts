import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { addDays } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import type { Sql } from '../../platform/database/sql.js';
import { type Interval, merged } from '../recurrence/clock-spans.js';
import { type ClassFacts, classesOf, rulesOfMany } from './airtime-rules.queries.js';
import { type RuledStations, ruledStations } from './ruled-stations.js';
import type { AirtimeRule } from './rules.js';

export type { Interval };

/** When stations may air programs, and how much. Emergencies are above all of it. */
@Injectable()
export class AirtimeService {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  /**
   * The rules of the stations for the local days of the span, both ends included: of each day those of the centre that
   * serves the station on it.
   */
  async rulesAt(
    stationIds: readonly string[],
    { from, until }: { from: string; until: string },
    sql: Sql = this.source,
  ): Promise<RuledStations> {
    // Windows reach over midnight, so the days before and after count.
    const span = { from: addDays(from, -1), until: addDays(until, 1) };
    const stations = stationIds.length > 0 ? await classesOf(sql, stationIds, span) : [];
    const facts = stations.flatMap(({ facts: ofClass }) => ofClass ?? []);
    const ruleIds = facts.flatMap((ofClass) => ofClass.ruleIds);
    const centreIds = [...new Set(facts.flatMap(({ centres }) => centres.map(({ id }) => id)))];
    return ruledStations(stations, await rulesOfMany(sql, { ruleIds, centreIds }, span), this.usual());
  }

  /** The rules of classes of stations, as `rulesAt` tells them; `span` are the days for which the classes were made. */
  async rulesOfClasses(
    classes: readonly (ClassFacts & { class: number })[],
    span: { from: string; until: string },
    sql: Sql = this.source,
  ): Promise<RuledStations> {
    const ruleIds = classes.flatMap((one) => one.ruleIds);
    const centreIds = [...new Set(classes.flatMap(({ centres }) => centres.map(({ id }) => id)))];
    const rules = classes.length > 0 ? await rulesOfMany(sql, { ruleIds, centreIds }, span) : [];
    const stations = classes.map(({ class: number, ...facts }) => ({ id: `class ${number}`, class: number, facts }));
    return ruledStations(stations, rules, this.usual());
  }

  /** When the station may air between two local days, both included: intervals of instants, in order and apart. */
  async hoursAt(stationId: string, days: { from: string; until: string }): Promise<Interval[]> {
    const { classes, classAt } = await this.rulesAt([stationId], days);
    const { on } = classAt(classes.get(stationId) ?? 0);
    const open: Interval[] = [];
    for (let day = days.from; day <= days.until; day = addDays(day, 1)) open.push(...on(day).today);
    return merged(open);
  }

  private usual(): AirtimeRule {
    const { ALLOWED_FROM: from, ALLOWED_UNTIL: to } = this.config.settings;
    const body = { windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from, to }] };
    return { level: 'settings', kind: 'hours', body, from: null, until: null };
  }
}

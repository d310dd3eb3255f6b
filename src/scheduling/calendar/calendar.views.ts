import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { InvalidRequest, NotFound } from '../../platform/http/http.problems.js';
import { StationsService } from '../../stations/stations.service.js';
import { findEntry } from '../entries/entries.queries.js';
import { visibleParts } from '../entries/present-entry.js';
import type { DayRange } from '../recurrence/clock-times.js';
import { type Definition, programsOf } from '../terms/definition.js';
import {
  airingDaysAt,
  type CalendarPlace,
  calendarPrograms,
  centreName,
  entriesOf,
  type ZoneOfTerms,
  zonesOfTerms,
} from './calendar.queries.js';
import { entriesCalendar, type EntriesInZone } from './entries-calendar.js';

/** More are read more easily station by station. */
const ENTRIES_MOST = 2_000;
const EVERY_DAY: readonly DayRange[] = [{ from: '0001-01-01', until: null }];

/** Shows entries as iCalendar files, within a person's reach. */
@Injectable()
export class CalendarViews {
  constructor(
    private readonly source: DataSource,
    private readonly stations: StationsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * An entry from its first day on, with what it was before it was changed.
   * @throws NotFound for an entry outside the actor's reach · InvalidRequest for a zone in which it does not air
   */
  async ofEntry(id: string, zone: string | undefined, actor: Actor): Promise<string> {
    const reach = actor.reach('schedule:read');
    const found = await findEntry(this.source, id, reach);
    if (!found) throw new NotFound('entry');
    const seen = { reach, seesAll: await actor.mayAt('schedule:read', found.entry.owner()) };
    const zones = await zonesOfTerms(this.source, [id], seen);
    const definitions = await visibleParts([found], actor);
    const programId = found.terms.at(-1)?.programId ?? '';
    const named = (await calendarPrograms(this.source, [programId])).get(programId)?.title ?? '';
    return this.inZone(definitions, { name: named, since: null, ...this.chosen(zones, zone) });
  }

  /**
   * What airs at a station from now on: its own exceptions apply, on the days on which the entries are for it.
   * @throws NotFound for a station outside the actor's reach
   */
  async ofStation(stationId: string, actor: Actor): Promise<string> {
    const now = this.clock.now();
    const { timeZone: zone } = await this.stations.find(stationId);
    const days = { from: localDay(now, zone), until: null };
    const { name } = await this.stations.findVisibleOn(days, stationId, actor, 'schedule:read');
    const definitions = await this.entriesOf({ stationId }, actor);
    const ids = definitions.map(({ entry }) => entry.id);
    const airing = await airingDaysAt(this.source, stationId, ids);
    const airingDays: EntriesInZone['airingDays'] = ({ id }) => airing.get(id) ?? [];
    return this.inZone(definitions, { name, since: now, zone, stationId, airingDays, otherZones: [] });
  }

  /**
   * The entries of a centre from now on, in one zone of its stations.
   * @throws NotFound for a centre outside the actor's reach · InvalidRequest for a zone in which none of them airs
   */
  async ofCentre(centreId: string, zone: string | undefined, actor: Actor): Promise<string> {
    if (!actor.mayAtCentre('schedule:read', centreId)) throw new NotFound('centre');
    const definitions = await this.entriesOf({ centreId }, actor);
    const ids = definitions.map(({ entry }) => entry.id);
    const zones = await zonesOfTerms(this.source, ids, { reach: actor.reach('schedule:read'), seesAll: true });
    const name = await centreName(this.source, centreId);
    return this.inZone(definitions, { name, since: this.clock.now(), ...this.chosen(zones, zone) });
  }

  private async entriesOf(place: CalendarPlace, actor: Actor): Promise<Definition[]> {
    const asked = { now: this.clock.now(), limit: ENTRIES_MOST + 1 };
    const found = await entriesOf(this.source, place, actor.reach('schedule:read'), asked);
    if (found.length > ENTRIES_MOST) {
      const message = { vi: `có hơn ${ENTRIES_MOST} mục`, en: `has more than ${ENTRIES_MOST} entries` };
      throw new InvalidRequest([{ pointer: 'stationId' in place ? '/stationId' : '/centreId', message }]);
    }
    return visibleParts(found, actor);
  }

  /** The zone asked for, or that of most stations; terms without a station there are left out. */
  private chosen(all: readonly ZoneOfTerms[], asked: string | undefined) {
    const stations = new Map<string, number>();
    for (const { zone, stations: number } of all) stations.set(zone, (stations.get(zone) ?? 0) + number);
    const zones = [...stations]
      .toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
      .map(([name]) => name);
    const zone = asked ?? zones[0] ?? this.config.settings.TIME_ZONE;
    if (asked !== undefined && !zones.includes(asked)) {
      const message = { vi: 'không có đài nào ở múi giờ này', en: 'is the zone of none of the stations' };
      throw new InvalidRequest([{ pointer: '/zone', message }]);
    }
    const there = new Set(all.filter((one) => one.zone === zone).map(({ termsId }) => termsId));
    const airingDays: EntriesInZone['airingDays'] = ({ id }) => (there.has(id) ? EVERY_DAY : []);
    return { zone, stationId: null, airingDays, otherZones: zones.filter((other) => other !== zone) };
  }

  private async inZone(
    definitions: readonly Definition[],
    asked: Omit<EntriesInZone, 'definitions' | 'now' | 'programOf'>,
  ): Promise<string> {
    const programs = await calendarPrograms(this.source, [...new Set(definitions.flatMap(programsOf))]);
    const programOf = (programId: string) => programs.get(programId);
    return entriesCalendar({ ...asked, definitions, now: this.clock.now(), programOf });
  }
}

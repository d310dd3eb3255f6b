import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { reachesCentre } from '../../identity/reach.js';
import { Config } from '../../platform/config/config.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { checkRange, type DayRange } from './day-range.js';
import { centreName, type ReportedStation, stationsServed } from './report-scope.queries.js';

/** A, Ă, Â … D, Đ; in JavaScript, because a Vietnamese collation is not in every PostgreSQL. */
const ALPHABET = new Intl.Collator('vi', { numeric: true });

/** Which stations a report is about. */
export interface ReportScope {
  centre: { id: string; name: string };
  /** Those that the centre served in the range and that the reader may see, by name in Vietnamese alphabetical order. */
  stations: ReportedStation[];
}

/** Which stations of a centre somebody may read reports about. */
@Injectable()
export class ReportScopeService {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  /**
   * All stations for people of the centre, and only their own for people of a commune. The people of another
   * centre read none of it, also when theirs serves one of the stations now.
   * @param servedIn the days on which the centre must have served a station, where they differ from `range`
   * @throws NotFound when the actor may read no report of the centre · InvalidRequest · RangeTooLong
   */
  async of(centreId: string, range: DayRange, actor: Actor, servedIn = range): Promise<ReportScope> {
    checkRange(range, this.config.settings.REPORT_MAX_DAYS);
    const reach = actor.reach('reports:read');
    const seesAll = reachesCentre(reach, centreId);
    const name = await centreName(this.source, centreId);
    const stations = await stationsServed(this.source, centreId, servedIn, seesAll ? null : reach);
    if (!name || (!seesAll && stations.length === 0)) throw new NotFound('centre');
    return { centre: { id: centreId, name }, stations: stations.sort((a, b) => ALPHABET.compare(a.name, b.name)) };
  }

  /**
   * The ids of those stations, or only of one of them.
   * @throws NotFound also when `stationId` is none of them · InvalidRequest · RangeTooLong
   */
  async stationIdsOf(centreId: string, range: DayRange, actor: Actor, stationId?: string): Promise<string[]> {
    const { stations } = await this.of(centreId, range, actor);
    const ids = stations.map(({ id }) => id).filter((id) => stationId === undefined || id === stationId);
    if (ids.length === 0 && stationId !== undefined) throw new NotFound('station');
    return ids;
  }
}

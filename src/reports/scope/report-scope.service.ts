import { Injectable } from '@nestjs/common';
import { type Actor, reaches } from '../../identity/actor.js';
import { Config } from '../../platform/config/config.js';
import { NotFound } from '../../platform/http/problem.js';
import { checkRange, type DayRange } from './day-range.js';
import { type ReportedStation, ReportScopeQueries } from './report-scope.queries.js';

/** A, Ă, Â … D, Đ: no collation of the database is sure to be there. */
const ALPHABET = new Intl.Collator('vi', { numeric: true });

/** Whom a report is about. */
export interface ReportScope {
  centre: { id: string; name: string };
  /** Those that the centre served in the range and that the reader may see, by name in the order of the Vietnamese alphabet. */
  stations: ReportedStation[];
}

/** Works out which stations of a centre somebody gets reports of. */
@Injectable()
export class ReportScopeService {
  constructor(
    private readonly queries: ReportScopeQueries,
    private readonly config: Config,
  ) {}

  /**
   * All stations for people of the centre; only their own for people of a commune.
   * @param servedIn the days on which the centre served them, where these are not the very range asked for
   * @throws NotFound when nothing of the centre is within reach · InvalidRequest · RangeTooLong
   */
  async of(centreId: string, range: DayRange, actor: Actor, servedIn = range): Promise<ReportScope> {
    checkRange(range, this.config.settings.REPORT_MAX_DAYS);
    const reach = actor.reach('reports:read');
    const seesAll = reaches(reach, { kind: 'centre', id: centreId });
    const name = await this.queries.centreName(centreId);
    const stations = await this.queries.stations(centreId, servedIn, seesAll ? null : reach);
    if (!name || (!seesAll && stations.length === 0)) throw new NotFound('centre');
    return { centre: { id: centreId, name }, stations: stations.sort((a, b) => ALPHABET.compare(a.name, b.name)) };
  }
}

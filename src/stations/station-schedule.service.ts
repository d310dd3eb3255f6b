import type { ConsequencesView } from '../consequences/consequences.schemas.js';
import type { Work } from '../platform/database/unit-of-work.js';

/** What a change of stations returns, and the stations at which it changes what airs. */
export interface StationsChanged<Result> {
  result: Result;
  stationIds: readonly string[];
}

/** What a change returned, and what it does to the schedule. */
export interface Planned<Result> {
  result: Result;
  /** Null when so many stations are concerned that they are planned after the commit. */
  consequences: ConsequencesView | null;
}

/** The schedule as far as changes of stations change it. The module that plans broadcasts provides it; without it the service does not start. */
export abstract class StationScheduleService {
  /**
   * Runs a change in one transaction, and plans its stations before that is committed. It locks its rows first: schedules
   * are locked after it, and rows that refer to a station are inserted by whoever holds them.
   * @param options.dryRun tells the same, and rolls it back
   * @throws ScheduleBusy
   */
  abstract change<Result>(
    make: (work: Work) => Promise<StationsChanged<Result>>,
    options?: { dryRun: boolean },
  ): Promise<Planned<Result>>;
}

import type { ConsequencesView } from '../consequences/consequences.schemas.js';
import type { Work } from '../platform/database/unit-of-work.js';
import type { VersionInForce } from './versions.queries.js';

/** A broadcast that falls out because of the new version. */
export interface LostBroadcast {
  broadcastId: string;
  stationId: string;
  stationName: string;
  /** At the station, `YYYY-MM-DD HH:MM`. */
  localTime: string;
  /** A reason code of withdrawn broadcasts, e.g. `airtime-clash`. */
  reason: string;
}

/** What a newly approved version changes in the schedule. */
export interface ScheduleChanges {
  /** Broadcasts ahead that air this version. */
  planned: number;
  /** Those of them that air other audio than before, or that were not planned before. */
  changed: number;
  /** How many broadcasts fall out. */
  lostTotal: number;
  /** The first 200 of them, by start. */
  lost: LostBroadcast[];
}

/** Puts an approved version on the schedule, in the transaction of its approval. */
export type AdoptVersion = (work: Work) => Promise<ScheduleChanges>;

/** What a change of a program returns, and whether it changes what airs. */
export interface ProgramChanged<Result> {
  result: Result;
  changesSchedule: boolean;
}

/** What a change of a program returned, and what it does to the schedule. */
export interface PlannedProgram<Result> {
  result: Result;
  /** Null when it is planned after the commit. */
  consequences: ConsequencesView | null;
}

/** The schedule as far as programs change it. The module that plans broadcasts provides it; without it the service does not start. */
export abstract class ProgramScheduleService {
  /** Reads what the planning of the version depends on. Call it before the transaction that approves the version. */
  abstract prepare(version: VersionInForce): Promise<AdoptVersion>;

  /**
   * Runs a change of a program in one transaction, and plans its broadcasts before that is committed. It never fails for
   * the schedule: when that is busy or the program airs at many stations, the change is committed first and planned then,
   * before this returns. What must not air does not, however far the planning is.
   * @param options.dryRun tells the same, and rolls it back
   */
  abstract change<Result>(
    programId: string,
    make: (work: Work) => Promise<ProgramChanged<Result>>,
    options?: { dryRun: boolean },
  ): Promise<PlannedProgram<Result>>;
}

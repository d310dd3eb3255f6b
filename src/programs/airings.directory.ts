/** When a program airs next. */
export interface NextAiring {
  startsAt: Date;
  isEmergency: boolean;
}

/** Knows when programs air. The module that plans broadcasts provides it; without it the service does not start. */
export abstract class AiringsDirectory {
  /**
   * The first airing of each program that has not ended at `now`, keyed by program id. Airings of a program that waits
   * for approval count. A program that is not scheduled has no key.
   */
  abstract next(programIds: readonly string[], now: Date): Promise<Map<string, NextAiring>>;
}

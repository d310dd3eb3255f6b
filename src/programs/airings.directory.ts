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

  /**
   * SQL of the instant at which a program airs next, or began that it is on the air now; null when nothing is planned. What is
   * planned once it is approved counts. A list is sorted by it.
   * @param program SQL of its id @param now SQL of a `timestamptz`
   */
  abstract nextStart(program: string, now: string): string;
}

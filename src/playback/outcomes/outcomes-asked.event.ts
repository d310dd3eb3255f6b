/** Outcomes of these local days at a station wait to be decided. */
export class OutcomesAsked {
  constructor(
    readonly stationId: string,
    /** `YYYY-MM-DD` */
    readonly days: readonly string[],
  ) {}
}

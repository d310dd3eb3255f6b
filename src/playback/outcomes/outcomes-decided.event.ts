/** The outcomes of a station's local day (`YYYY-MM-DD`) were decided, perhaps not for the first time. */
export class OutcomesDecided {
  constructor(
    readonly stationId: string,
    readonly day: string,
  ) {}
}

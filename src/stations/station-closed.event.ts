/** The station has a last day now. */
export class StationClosed {
  constructor(readonly stationId: string) {}
}

/** It is now known on which day the station closes. */
export class StationClosed {
  constructor(readonly stationId: string) {}
}

/** What airs at these stations was changed, and there are too many of them to be planned in the request. */
export class StationsToPlan {
  constructor(readonly stationIds: readonly string[]) {}
}

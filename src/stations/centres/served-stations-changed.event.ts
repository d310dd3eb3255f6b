/** A centre has begun or ended to serve these stations, or will on a day that is now known. */
export class ServedStationsChanged {
  constructor(readonly stationIds: readonly string[]) {}
}

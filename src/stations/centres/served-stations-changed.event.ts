/** A centre has started or stopped serving these stations, or it is now known on which day it will. */
export class ServedStationsChanged {
  constructor(readonly stationIds: readonly string[]) {}
}

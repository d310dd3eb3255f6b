/** The day from which the station is closed was set, mended or taken back. */
export class ClosingDayChanged {
  constructor(readonly stationId: string) {}
}

/** What airs at these stations is no longer what it was: planned, withdrawn or given other audio. */
export class BroadcastsChanged {
  constructor(readonly stationIds: readonly string[]) {}
}

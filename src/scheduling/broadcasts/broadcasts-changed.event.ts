/** Broadcasts at these stations were planned, withdrawn, or given other audio or another description. */
export class BroadcastsChanged {
  constructor(readonly stationIds: readonly string[]) {}
}

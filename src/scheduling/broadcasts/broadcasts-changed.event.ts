/** Broadcasts at these stations were planned, withdrawn, or given other audio or another description. */
export class BroadcastsChanged {
  /** @param begunAt those stations where a day is concerned that may have begun; all when left out */
  constructor(
    readonly stationIds: readonly string[],
    readonly begunAt: readonly string[] = stationIds,
  ) {}
}

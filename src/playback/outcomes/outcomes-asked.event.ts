/** Outcomes of a station wait to be decided. */
export class OutcomesAsked {
  constructor(readonly stationId: string) {}
}

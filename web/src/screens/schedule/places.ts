/** Whose schedule is looked at: all stations of a centre, or named stations. */
export interface Places {
  centreId: string | undefined;
  stationIds: readonly string[];
}

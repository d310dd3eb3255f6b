/** A local day (`YYYY-MM-DD`) of a station. */
export interface StationDay {
  stationId: string;
  day: string;
}

/** Some stations between two local days (`YYYY-MM-DD`), both included. */
export interface StationDays {
  stationIds: readonly string[];
  from: string;
  until: string;
}

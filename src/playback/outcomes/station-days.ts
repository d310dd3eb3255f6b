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

/** The days of each station. */
export function daysByStation(days: readonly StationDay[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { stationId, day } of days) {
    const group = groups.get(stationId);
    if (group) group.push(day);
    else groups.set(stationId, [day]);
  }
  return groups;
}

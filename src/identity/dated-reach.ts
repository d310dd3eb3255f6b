/** A right that lasts as long as what it follows from: at a station on the days on which a centre serves it. */
export interface DatedReach {
  /** null: on every day, whoever serves it. */
  centreId: string | null;
  /** null: at whatever station. */
  stationId: string | null;
}

/** What both include. A station is served by one centre a day, so two centres have nothing in common. */
export const inBoth = (one: readonly DatedReach[], other: readonly DatedReach[]): DatedReach[] =>
  eachOnce(one.flatMap((mine) => other.flatMap((theirs) => meet(mine, theirs) ?? [])));

export function eachOnce(all: readonly DatedReach[]): DatedReach[] {
  return [...new Map(all.map((each) => [`${each.centreId} ${each.stationId}`, each])).values()];
}

/** Whether one of the rights is for a station on a day on which `centreId` serves it; null: no centre does. */
export const includesStation = (all: readonly DatedReach[], stationId: string, centreId: string | null): boolean =>
  all.some(
    (right) =>
      (right.stationId === null || right.stationId === stationId) &&
      (right.centreId === null || right.centreId === centreId),
  );

function meet(one: DatedReach, other: DatedReach): DatedReach | undefined {
  if (one.centreId && other.centreId && one.centreId !== other.centreId) return undefined;
  if (one.stationId && other.stationId && one.stationId !== other.stationId) return undefined;
  return { centreId: one.centreId ?? other.centreId, stationId: one.stationId ?? other.stationId };
}

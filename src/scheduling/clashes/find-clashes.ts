/** A time at a station, end excluded. */
export interface TimeSlot {
  stationId: string;
  startsAt: Date;
  endsAt: Date;
}

export interface Clash<Wanted extends TimeSlot, Planned extends TimeSlot> {
  wanted: Wanted;
  planned: Planned;
}

/**
 * Every pair of a wanted and a planned airing that overlap at a station, in the order of `wanted`, then by the start of
 * the planned one. Airings that touch do not clash. The constraint `broadcasts_no_double_booking` refuses the same pairs.
 * @param planned airings that do not overlap one another
 */
export function findClashes<Wanted extends TimeSlot, Planned extends TimeSlot>(
  wanted: readonly Wanted[],
  planned: readonly Planned[],
): Clash<Wanted, Planned>[] {
  const plannedAt = byStation(planned);
  for (const airings of plannedAt.values()) airings.sort(byStart);
  return wanted.flatMap((airing) => {
    const there = plannedAt.get(airing.stationId) ?? [];
    const clashing: Clash<Wanted, Planned>[] = [];
    for (let index = firstEndingAfter(there, airing.startsAt); index < there.length; index += 1) {
      const other = there[index];
      if (!other || other.startsAt >= airing.endsAt) break;
      clashing.push({ wanted: airing, planned: other });
    }
    return clashing;
  });
}

/** The airings that overlap an earlier one of the same list at the same station, each with that one. */
export function findSelfClashes<Wanted extends TimeSlot>(wanted: readonly Wanted[]): Clash<Wanted, Wanted>[] {
  const clashes: Clash<Wanted, Wanted>[] = [];
  for (const airings of byStation(wanted).values()) {
    let kept: Wanted | undefined;
    for (const airing of airings.toSorted(byStart)) {
      if (kept && airing.startsAt < kept.endsAt) clashes.push({ wanted: airing, planned: kept });
      else kept = airing;
    }
  }
  return clashes;
}

function byStation<Kind extends TimeSlot>(airings: readonly Kind[]): Map<string, Kind[]> {
  const grouped = new Map<string, Kind[]>();
  for (const airing of airings) {
    const there = grouped.get(airing.stationId);
    if (there) there.push(airing);
    else grouped.set(airing.stationId, [airing]);
  }
  return grouped;
}

const byStart = (one: TimeSlot, other: TimeSlot): number => one.startsAt.getTime() - other.startsAt.getTime();

// Planned airings do not overlap, so their ends are in the order of their starts: a binary search finds the first.
function firstEndingAfter(airings: readonly TimeSlot[], at: Date): number {
  let low = 0;
  let high = airings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const airing = airings[middle];
    if (airing && airing.endsAt > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

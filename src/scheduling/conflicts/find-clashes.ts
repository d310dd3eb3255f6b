/** A place in a station's time, end excluded. */
export interface Slot {
  stationId: string;
  startsAt: Date;
  endsAt: Date;
}

export interface Clash<Wanted extends Slot, Planned extends Slot> {
  wanted: Wanted;
  planned: Planned;
}

/**
 * Every pair of a wanted and a planned slot that would sound at one station at once, in the order of `wanted`, then of
 * the planned one's start. Slots that touch do not clash. The database refuses exactly the same (broadcasts_no_double_booking).
 * @param planned slots that do not overlap one another at one station
 */
export function findClashes<Wanted extends Slot, Planned extends Slot>(
  wanted: readonly Wanted[],
  planned: readonly Planned[],
): Clash<Wanted, Planned>[] {
  const plannedAt = byStation(planned);
  for (const slots of plannedAt.values()) slots.sort(byStart);
  return wanted.flatMap((slot) => {
    const there = plannedAt.get(slot.stationId) ?? [];
    const clashing: Clash<Wanted, Planned>[] = [];
    for (let index = firstEndingAfter(there, slot.startsAt); index < there.length; index += 1) {
      const other = there[index];
      if (!other || other.startsAt >= slot.endsAt) break;
      clashing.push({ wanted: slot, planned: other });
    }
    return clashing;
  });
}

/** The slots that overlap another one of the same list at the same station: the later one of each two. */
export function findSelfClashes<Wanted extends Slot>(wanted: readonly Wanted[]): Clash<Wanted, Wanted>[] {
  const clashes: Clash<Wanted, Wanted>[] = [];
  for (const slots of byStation(wanted).values()) {
    let kept: Wanted | undefined;
    for (const slot of slots.toSorted(byStart)) {
      if (kept && slot.startsAt < kept.endsAt) clashes.push({ wanted: slot, planned: kept });
      else kept = slot;
    }
  }
  return clashes;
}

function byStation<Kind extends Slot>(slots: readonly Kind[]): Map<string, Kind[]> {
  const grouped = new Map<string, Kind[]>();
  for (const slot of slots) {
    const there = grouped.get(slot.stationId);
    if (there) there.push(slot);
    else grouped.set(slot.stationId, [slot]);
  }
  return grouped;
}

const byStart = (one: Slot, other: Slot): number => one.startsAt.getTime() - other.startsAt.getTime();

// Planned slots do not overlap, so their ends are in the order of their starts and can be searched by halves.
function firstEndingAfter(slots: readonly Slot[], at: Date): number {
  let low = 0;
  let high = slots.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const slot = slots[middle];
    if (slot && slot.endsAt > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

import type { Operation } from '../../parts/schedule/queries.ts';

interface What {
  stationId: string;
  programId: string;
  /** Goes before what has no priority. */
  isUrgent: boolean;
}

/** As far behind its time a broadcast still begins. */
const START_WITHIN_SECONDS = 120;

/** An entry of the station for each slot, `YYYY-MM-DD HH:MM`: so each can be taken off by itself. */
export const placingOf = (slots: readonly string[], { stationId, programId, isUrgent }: What): Operation[] =>
  slots.toSorted().map((slot) => ({
    op: 'place',
    entry: {
      stationId,
      programId,
      priority: isUrgent ? 'priority' : 'normal',
      startsOn: slot.slice(0, 10),
      times: [slot.slice(11)],
      rule: null,
      until: null,
      startWithin: START_WITHIN_SECONDS,
      extraDays: [],
      everywhere: false,
      stationIds: [],
      groupIds: [],
      leftOut: [],
    },
  }));

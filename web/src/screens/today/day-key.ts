/** One day of one station, for one person. */
export interface AskedDay {
  personId: string;
  stationId: string;
  /** Local day `YYYY-MM-DD`. */
  day: string;
}

/** Under which it is known, and kept on this machine. */
export const dayKey = ({ personId, stationId, day }: AskedDay): string[] => ['today', personId, stationId, day];

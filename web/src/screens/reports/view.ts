import { addDays, isDay, mondayOf } from '../../words/formats.ts';

/** What the page shows. */
export interface View {
  /** Which report. */
  report: 'coverage' | 'airtime' | 'notAired';
  /** Empty: the first one. */
  centreId: string;
  /** Empty: the first one. */
  segmentId: string;
  /** The last week shown, by its Monday. */
  monday: string;
  by: 'station' | 'topic';
}

/** As they stand in the address. */
const REPORTS = { coverage: 'chuyen-muc', airtime: 'thoi-luong', notAired: 'chua-phat' } as const;
const BY = { station: 'dai', topic: 'linh-vuc' } as const;

/** Weeks beside each other in the coverage of a segment. */
const WEEKS_SHOWN = 8;

/** @param asked what stands in the address @param today the local day of the centre */
export const viewOf = (asked: Record<keyof View, string>, today: string): View => ({
  report: (Object.keys(REPORTS) as View['report'][]).find((report) => REPORTS[report] === asked.report) ?? 'coverage',
  centreId: asked.centreId,
  segmentId: asked.segmentId,
  monday: mondayOf(isDay(asked.monday) ? asked.monday : today),
  by: asked.by === BY.topic ? 'topic' : 'station',
});

/** What of a view is written into the address. */
export const addressOf = ({ report, by, ...others }: Partial<View>): Partial<Record<keyof View, string>> => ({
  ...others,
  ...(report && { report: REPORTS[report] }),
  ...(by && { by: BY[by] }),
});

/** The days of the week shown. */
export const weekOf = ({ monday }: View) => ({ from: monday, until: addDays(monday, 6) });

/** The days of the weeks beside each other, the week shown last. */
export const weeksOf = ({ monday }: View) => ({
  from: addDays(monday, -7 * (WEEKS_SHOWN - 1)),
  until: addDays(monday, 6),
});

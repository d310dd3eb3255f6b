import { isDay } from '../../words/formats.ts';
import { type Period, periodOf } from './period.ts';

/** What the page shows. */
export interface View {
  /** Which report. */
  report: 'coverage' | 'airtime' | 'notAired';
  /** Empty: the first one. */
  centreId: string;
  /** Empty: the first one. */
  segmentId: string;
  period: Period;
  by: 'station' | 'topic';
}

/** What of it stands in the address; of the two periods, the other one is empty. */
export type Asked = Record<Exclude<keyof View, 'period'> | Period['span'], string>;

/** As they stand in the address. */
const REPORTS = { coverage: 'chuyen-muc', airtime: 'thoi-luong', notAired: 'chua-phat' } as const;
const BY = { station: 'dai', topic: 'linh-vuc' } as const;

/** @param asked what stands in the address @param today the local day of the centre */
export const viewOf = (asked: Asked, today: string): View => ({
  report: (Object.keys(REPORTS) as View['report'][]).find((report) => REPORTS[report] === asked.report) ?? 'coverage',
  centreId: asked.centreId,
  segmentId: asked.segmentId,
  period: periodAsked(asked, today),
  by: asked.by === BY.topic ? 'topic' : 'station',
});

function periodAsked({ week, month }: Asked, today: string): Period {
  if (isDay(`${month}-01`)) return periodOf('month', `${month}-01`);
  return periodOf('week', isDay(week) ? week : today);
}

/** What of a view is written into the address: `tuan=2026-11-23`, `thang=2026-11`. */
export const addressOf = ({ report, by, period, ...others }: Partial<View>): Partial<Asked> => ({
  ...others,
  ...(report && { report: REPORTS[report] }),
  ...(by && { by: BY[by] }),
  ...(period && {
    week: period.span === 'week' ? period.from : '',
    month: period.span === 'month' ? period.from.slice(0, 7) : '',
  }),
});

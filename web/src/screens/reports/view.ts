import { useSearchParams } from '../../ui/routing.ts';
import { addDays, mondayOf } from '../../words/formats.ts';

/** What the page shows, as it stands in the address, so that Back and a link sent to somebody work. */
export interface View {
  /** Which report. */
  report: 'coverage' | 'airtime' | 'notAired';
  centreId: string | undefined;
  segmentId: string | undefined;
  /** The last week shown, by its Monday. */
  monday: string;
  by: 'station' | 'topic';
}

const NAMES = { coverage: 'chuyen-muc', airtime: 'thoi-luong', notAired: 'chua-phat' } as const;
const PARAMETERS = {
  report: 'xem',
  centreId: 'trung-tam',
  segmentId: 'chuyen-muc',
  monday: 'tuan',
  by: 'theo',
} as const;

/** Weeks beside each other in the coverage of a segment. */
export const WEEKS_SHOWN = 8;

/** @param today the local day of the centre */
export function useView(today: string): [View, (changes: Partial<View>) => void] {
  const [parameters, setParameters] = useSearchParams();
  const named = parameters.get(PARAMETERS.report);
  const monday = parameters.get(PARAMETERS.monday);
  const view: View = {
    report: (Object.keys(NAMES) as View['report'][]).find((report) => NAMES[report] === named) ?? 'coverage',
    centreId: parameters.get(PARAMETERS.centreId) ?? undefined,
    segmentId: parameters.get(PARAMETERS.segmentId) ?? undefined,
    monday: monday && /^\d{4}-\d\d-\d\d$/.test(monday) ? mondayOf(monday) : mondayOf(today),
    by: parameters.get(PARAMETERS.by) === 'linh-vuc' ? 'topic' : 'station',
  };
  const change = (changes: Partial<View>) => {
    const next = new URLSearchParams(parameters);
    for (const [name, value] of Object.entries(changes))
      next.set(PARAMETERS[name as keyof View], inAddress(value ?? ''));
    setParameters(next);
  };
  return [view, change];
}

function inAddress(value: string): string {
  if (value in NAMES) return NAMES[value as View['report']];
  return value === 'topic' ? 'linh-vuc' : value === 'station' ? 'dai' : value;
}

/** The days of the week shown. */
export const weekOf = ({ monday }: View) => ({ from: monday, until: addDays(monday, 6) });

/** The days of the weeks beside each other, the week shown last. */
export const weeksOf = ({ monday }: View) => ({
  from: addDays(monday, -7 * (WEEKS_SHOWN - 1)),
  until: addDays(monday, 6),
});

import { HERE } from '../../words/here.ts';
import { useMemo } from 'react';
import { useNow } from '../../parts/use-now.ts';
import { useSearchParams } from '../../ui/routing.ts';
import { addDays, dayAt, mondayOf } from '../../words/formats.ts';

const EVERY_MINUTE = 60_000;

/** What of the schedule is looked at; it stands in the address. */
export interface View {
  kind: 'week' | 'day';
  /** Any day of the week, or the day. */
  day: string;
  from: string;
  until: string;
  today: string;
  /** Null until one is chosen: then the first one counts. `none`: no segment is marked. */
  segment: string | null;
  /** On a phone, the station. */
  stationId: string | null;
}

type Shown = Partial<Pick<View, 'kind' | 'day'> & { segment: string; stationId: string; centreId: string }>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function useView(): { view: View; show: (shown: Shown) => void } {
  const [search, setSearch] = useSearchParams();
  const now = useNow(EVERY_MINUTE);
  const today = useMemo(() => dayAt(now, HERE), [now]);
  const kind = search.get('xem') === 'ngay' ? 'day' : 'week';
  const asked = search.get('ngay');
  const day = asked && DAY.test(asked) ? asked : today;
  const from = kind === 'day' ? day : mondayOf(day);
  const view = { kind, day, from, until: kind === 'day' ? day : addDays(from, 6), today } as const;
  const show = (shown: Shown) => {
    const next = new URLSearchParams(search);
    if (shown.kind) next.set('xem', shown.kind === 'day' ? 'ngay' : 'tuan');
    if (shown.day) next.set('ngay', shown.day);
    if (shown.segment) next.set('chuyen-muc', shown.segment);
    if (shown.stationId) next.set('dai', shown.stationId);
    if (shown.centreId) {
      next.set('trung-tam', shown.centreId);
      // Stations and segments are those of a centre.
      for (const name of ['dai', 'chuyen-muc']) next.delete(name);
    }
    setSearch(next);
  };
  return { view: { ...view, segment: search.get('chuyen-muc'), stationId: search.get('dai') }, show };
}

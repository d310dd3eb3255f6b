import { useMemo } from 'react';
import { useAddress } from '../../parts/use-address.ts';
import { useNow } from '../../parts/use-now.ts';
import { addDays, dayAt, isDay, mondayOf } from '../../words/formats.ts';
import { HERE } from '../../words/here.ts';

const EVERY_MINUTE = 60_000;

/** What of the schedule is looked at; it stands in the address. */
export interface View {
  kind: 'week' | 'day';
  /** Any day of the week, or the day. */
  day: string;
  from: string;
  until: string;
  today: string;
  /** Empty until one is chosen: then the first one counts. `none`: no segment is marked. */
  segment: string;
  /** On a phone, the station; empty until one is chosen. */
  stationId: string;
  /** Where there are several to choose from; empty: the first one. */
  centreId: string;
}

type Shown = Partial<Pick<View, 'kind' | 'day' | 'segment' | 'stationId' | 'centreId'>>;

const PARAMETERS = {
  kind: 'xem',
  day: 'ngay',
  segment: 'chuyen-muc',
  stationId: 'dai',
  centreId: 'trung-tam',
} as const;

interface ViewInAddress {
  view: View;
  show: (shown: Shown) => void;
  /** Where a link leads that shows it. */
  addressOf: (shown: Shown) => string;
}

export function useView(): ViewInAddress {
  const [asked, change, addressWith] = useAddress(PARAMETERS);
  const now = useNow(EVERY_MINUTE);
  const today = useMemo(() => dayAt(now, HERE), [now]);
  const kind = asked.kind === 'ngay' ? 'day' : 'week';
  const day = isDay(asked.day) ? asked.day : today;
  const from = kind === 'day' ? day : mondayOf(day);
  const until = kind === 'day' ? day : addDays(from, 6);
  const view = { ...asked, kind, day, from, until, today } as const;
  return { view, show: (shown) => change(changesOf(shown)), addressOf: (shown) => addressWith(changesOf(shown)) };
}

const changesOf = ({ kind, ...others }: Shown) => ({
  // Stations and segments are those of a centre.
  ...(others.centreId && { segment: '', stationId: '' }),
  ...others,
  ...(kind && { kind: kind === 'day' ? 'ngay' : 'tuan' }),
});

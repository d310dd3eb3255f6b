import { useAddress } from '../../parts/use-address.ts';
import { addressOf, type View, viewOf } from './view.ts';

const PARAMETERS = {
  report: 'xem',
  centreId: 'trung-tam',
  segmentId: 'chuyen-muc',
  week: 'tuan',
  month: 'thang',
  by: 'theo',
} as const;

/** The view in the address, and a way to change it. @param today the local day of the centre */
export function useView(today: string): [View, (changes: Partial<View>) => void] {
  const [asked, change] = useAddress(PARAMETERS);
  return [viewOf(asked, today), (changes) => change(addressOf(changes))];
}

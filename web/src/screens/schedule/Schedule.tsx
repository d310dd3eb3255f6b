import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import './words.vi.ts';
import { DeskSchedule } from './DeskSchedule.tsx';
import { usePlaces } from './use-places.ts';

/** `/lich-phat`: what airs where, when. */
export default function Schedule() {
  const { places, error } = usePlaces();
  if (places) return <DeskSchedule places={places} />;
  return error ? <Failure error={error} /> : <Waiting lines={12} />;
}

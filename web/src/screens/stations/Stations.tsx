import { Route, Routes } from '../../ui/routing.ts';
import { Groups } from './Groups.tsx';
import { StationList } from './StationList.tsx';
import { StationPage } from './StationPage.tsx';
import './words.vi.ts';

/** `/dai`: who is reachable, trouble first; `/dai/nhom`: groups; `/dai/:id`: one station. */
export default function Stations() {
  return (
    <Routes>
      <Route index element={<StationList />} />
      <Route path="nhom" element={<Groups />} />
      <Route path=":id" element={<StationPage />} />
    </Routes>
  );
}

import { Route, Routes } from '../../ui/routing.ts';
import { LibraryList } from './LibraryList.tsx';
import { ProgramPage } from './program/ProgramPage.tsx';
import './words.vi.ts';

/** `/thu-vien`: all programs; `/thu-vien/:id`: one of them. */
export default function Library() {
  return (
    <Routes>
      <Route index element={<LibraryList />} />
      <Route path=":id" element={<ProgramPage />} />
    </Routes>
  );
}

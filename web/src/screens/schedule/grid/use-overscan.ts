import { useEffect, useState } from 'react';

/** Then the first rows can be read. */
const LATER_MS = 500;
const ROWS = 2;

/** How many rows are drawn beyond those that are seen: none until these are there. */
export function useOverscan(): number {
  const [rows, setRows] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setRows(ROWS), LATER_MS);
    return () => clearTimeout(timer);
  }, []);
  return rows;
}

import { type ComponentProps, lazy, Suspense, useEffect } from 'react';

const load = () => import('./Panels.tsx');
const Loaded = lazy(async () => ({ default: (await load()).Panels }));
/** After the grid has been drawn. */
const LATER_MS = 1_500;

/** Forms and lists beside the grid: their code comes once the grid is there, or with the first panel. */
export function LazyPanels(props: ComponentProps<typeof Loaded>) {
  useEffect(() => {
    const timer = setTimeout(() => void load(), LATER_MS);
    return () => clearTimeout(timer);
  }, []);
  return <Suspense>{props.panels.panel && <Loaded {...props} />}</Suspense>;
}

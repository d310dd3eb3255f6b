import { useLayoutEffect } from 'react';
import { NavigationType, useLocation, useNavigationType } from '../ui/routing.ts';

/** A page that a link leads to is shown from its beginning; Back leaves it where it was left, as browsers do. */
export function useTopOfPage(): void {
  const { pathname } = useLocation();
  const isOpened = useNavigationType() === NavigationType.Push;
  useLayoutEffect(() => {
    if (isOpened) globalThis.scrollTo(0, 0);
    // A later change of the query opens no page.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [pathname]);
}

import { useEffect } from 'react';
import { useNavigate } from '../ui/routing.ts';
import type { Screen } from './screens.ts';

/** Alt+1 to Alt+7 open the pages. No single letters: the Vietnamese keyboard changes them. */
export function useScreenKeys(screens: readonly Screen[]): void {
  const navigate = useNavigate();
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      const screen = event.altKey && /^[1-7]$/.test(event.key) ? screens[Number(event.key) - 1] : undefined;
      if (!screen) return;
      event.preventDefault();
      void navigate(screen.path);
    };
    globalThis.addEventListener('keydown', open);
    return () => globalThis.removeEventListener('keydown', open);
  }, [screens, navigate]);
}

import { useEffect, useRef } from 'react';
import type { Player } from './use-player.ts';

const STEP_SECONDS = 5;

/** Space plays and stops, ← and → go 5 seconds; not while somebody types, chooses, or has a dialogue open. */
export function usePlayerKeys(player: Player): void {
  const latest = useRef(player);
  useEffect(() => {
    latest.current = player;
  }, [player]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { toggle, seek, media } = latest.current;
      const acts: Record<string, (() => void) | undefined> = {
        ' ': toggle,
        ArrowLeft: () => seek(media.currentTime - STEP_SECONDS),
        ArrowRight: () => seek(media.currentTime + STEP_SECONDS),
      };
      const act = acts[event.key];
      if (!act || event.altKey || event.ctrlKey || event.metaKey || isTaken(event)) return;
      event.preventDefault();
      act();
    };
    globalThis.addEventListener('keydown', onKey, true);
    return () => globalThis.removeEventListener('keydown', onKey, true);
  }, []);
}

/** Whether the key belongs to what has the focus; the position of the player itself is no such thing. */
function isTaken({ target, key }: KeyboardEvent): boolean {
  if (document.querySelector('[role="dialog"]')) return true;
  if (!(target instanceof HTMLElement) || target.matches('[data-player]')) return false;
  const typed = 'input, textarea, select, [contenteditable], [role="radiogroup"] *';
  return target.matches(key === ' ' ? `${typed}, button, a, summary` : typed);
}

import { useEffect, useState } from 'react';
import { type FocusPlace, placeOf, refocus } from './focus-place.ts';

/** Gives the focus back to what opened a form or dialog, once it closes. */
export function useFocusBack(isOpen: boolean): void {
  // While it is drawn: what is inside takes the focus before any effect of it runs.
  const [opened, setOpened] = useState(() => ({ isOpen, opener: isOpen ? openerNow() : undefined }));
  if (isOpen !== opened.isOpen) setOpened({ isOpen, opener: isOpen ? openerNow() : undefined });
  const { opener } = opened;
  useEffect(() => {
    if (!isOpen || !opener) return;
    return () =>
      void setTimeout(() => {
        if (!hasGoneOn()) refocus(opener);
      });
  }, [isOpen, opener]);
}

/** Of an item of a menu, the button of the menu. */
function openerNow(): FocusPlace | undefined {
  const { activeElement } = document;
  const menu = activeElement?.closest('[role=menu]')?.getAttribute('aria-labelledby');
  const opener = menu ? document.querySelector(`#${CSS.escape(menu)}`) : activeElement;
  return opener instanceof HTMLElement && opener !== document.body ? placeOf(opener) : undefined;
}

/** Whether the focus is somewhere on the page already, other than on a part of it that got it for want of something better. */
function hasGoneOn(): boolean {
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) return false;
  return !activeElement.closest('[role=dialog], form') && !activeElement.matches('[tabindex="-1"]');
}

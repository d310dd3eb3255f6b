import { type FocusPlace, placeOf, refocus } from './focus-place.ts';

/**
 * Browsers drop the focus to the top of the page when what has it is redrawn, taken away, or disabled while it is waited for. From
 * now on it goes back to its place; a press on the page itself lets it go.
 */
export function keepFocus(): void {
  let last: FocusPlace | undefined;
  document.addEventListener('focusin', ({ target }) => {
    last = target instanceof HTMLElement ? placeOf(target) : undefined;
  });
  document.addEventListener('pointerdown', () => {
    last = undefined;
  });
  new MutationObserver(() => {
    if (!last || document.activeElement !== document.body || last.element.matches(':disabled')) return;
    refocus(last);
  }).observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
}

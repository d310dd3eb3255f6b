/** What had the focus, and the parts of the page around it, the nearest first. */
export interface FocusPlace {
  element: HTMLElement;
  around: readonly HTMLElement[];
  /** The page that it was on. */
  path: string;
}

const PARTS = '[role=row], section, form, ul, [role=dialog], main';

export const placeOf = (element: HTMLElement): FocusPlace => ({
  element,
  around: partsAround(element),
  path: location.pathname,
});

/** Gives the focus to the same place: to what was redrawn by its words, else to the part of the page around it. */
export function refocus({ element, around, path }: FocusPlace): void {
  if (element.isConnected) return element.focus({ preventScroll: true });
  const part = around.find((one) => one.isConnected);
  if (!part) return;
  const words = wordsOf(element);
  // Another page may have the same words, of something else.
  const alike = path === location.pathname ? [...part.querySelectorAll<HTMLElement>(element.tagName)] : [];
  const same = alike.find((one) => wordsOf(one) === words);
  // A grid has one element that the keyboard comes to.
  const next = same ?? part.closest('[role=grid]')?.querySelector<HTMLElement>('[tabindex="0"]') ?? part;
  if (next === part && !part.hasAttribute('tabindex')) part.tabIndex = -1;
  next.focus({ preventScroll: true });
}

function partsAround(element: HTMLElement): HTMLElement[] {
  const part = element.parentElement?.closest<HTMLElement>(PARTS);
  return part ? [part, ...partsAround(part)] : [];
}

const wordsOf = (element: HTMLElement): string => element.getAttribute('aria-label') ?? element.textContent;

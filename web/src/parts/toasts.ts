/** One line at the foot of the page about what was done, with a way back. */
export interface Toast {
  id: number;
  text: string;
  undo?: (() => void) | undefined;
  /** Whether the way back leads to what was undone before. */
  isRedo?: boolean | undefined;
}

/** Long enough to read and to reach the button. */
export const TOAST_MS = 10_000;

type Listener = () => void;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<Listener>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says what was done; with `undo`, offers the way back: after something was undone, that is doing it again. */
export function say(text: string, undo?: () => void, isRedo?: boolean): void {
  lastId += 1;
  change([...toasts.slice(-2), { id: lastId, text, undo, isRedo }]);
}

export const dismiss = (id: number): void => change(toasts.filter((toast) => toast.id !== id));

export const currentToasts = (): readonly Toast[] => toasts;

export function subscribeToToasts(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

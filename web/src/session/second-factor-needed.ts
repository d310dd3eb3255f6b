/** An answer said that the person must set up a second factor first: the frame leads there. */
type Listener = () => void;

const listeners = new Set<Listener>();

export const secondFactorNeeded = {
  tell: (): void => {
    for (const listener of listeners) listener();
  },
  subscribe: (listener: Listener): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

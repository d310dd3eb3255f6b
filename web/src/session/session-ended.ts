/** An answer said that nobody is signed in: the frame asks for the password in a layer, so that forms stay. */
type Listener = () => void;

const listeners = new Set<Listener>();

export const sessionEnded = {
  tell: (): void => {
    for (const listener of listeners) listener();
  },
  subscribe: (listener: Listener): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

import { Problem } from '../api/problem.ts';

/** Somebody waits for a password that was just given; `settle(false)` when they gave up. */
export interface FreshSignInAsked {
  settle: (isGiven: boolean) => void;
}

type Listener = () => void;

let asked: FreshSignInAsked | undefined;
const listeners = new Set<Listener>();

function change(next: FreshSignInAsked | undefined): void {
  asked = next;
  for (const listener of listeners) listener();
}

const askForPassword = (): Promise<boolean> =>
  new Promise((resolve) => {
    change({
      settle: (isGiven) => {
        change(undefined);
        resolve(isGiven);
      },
    });
  });

/**
 * Calls a route that gives or takes access. When the service wants the password again, a layer asks for it and the
 * call is repeated. @throws Problem of the call, `sign-in-again-needed` when the person gave up
 */
export async function withFreshSignIn<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    const isOld = error instanceof Problem && error.code === 'sign-in-again-needed';
    if (!isOld || !(await askForPassword())) throw error;
    return call();
  }
}

export const freshSignInAsked = (): FreshSignInAsked | undefined => asked;

export function subscribeToFreshSignIn(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

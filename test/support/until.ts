import { setTimeout as pause } from 'node:timers/promises';

/** The upper bound of a wait on a slow, busy machine; nothing is measured by it. */
const PATIENCE_MS = 180_000;
/** Looking costs time, too: what takes long is looked at less often. */
const [FIRST_LOOK_MS, LATER_LOOKS_MS] = [10, 50];

/** Waits until `isSo`, and looks often. @throws with `what` was waited for, when it is not so in time */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  withinMs = PATIENCE_MS,
): Promise<void> {
  const began = performance.now();
  while (!(await isSo())) {
    const waited = performance.now() - began;
    if (waited > withinMs) throw new Error(`not within ${withinMs} ms: ${what}`);
    await pause(Math.min(LATER_LOOKS_MS, FIRST_LOOK_MS + waited / 10));
  }
}

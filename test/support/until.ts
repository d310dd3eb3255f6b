import { setTimeout as pause } from 'node:timers/promises';

/** Waits until `isSo`, and looks often. @throws with `what` was waited for, when it is not so in time */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, withinMs = 120_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await pause(20);
  }
}

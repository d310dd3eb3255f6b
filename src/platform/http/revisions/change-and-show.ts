import { PreconditionFailed } from './revisions.problems.js';

/**
 * Makes a change.
 * @param show gives the thing as it is now
 * @throws PreconditionFailed with what `show` gives as `current`, when the change was based on an older revision
 */
export async function changeOrShowCurrent<Result>(
  change: () => Promise<Result>,
  show: () => Promise<object>,
): Promise<Result> {
  try {
    return await change();
  } catch (error) {
    throw error instanceof PreconditionFailed ? new PreconditionFailed(await show()) : error;
  }
}

/** Makes a change, and shows what was changed. @throws PreconditionFailed as `changeOrShowCurrent` does */
export async function changeAndShow<View extends object>(
  change: () => Promise<unknown>,
  show: () => Promise<View>,
): Promise<View> {
  await changeOrShowCurrent(change, show);
  return show();
}

/** Ends a transaction: returns what it found, or rolls it back when it was a trial. */
export type Tried<Found> = (found: Found) => Found;

/** Rolls a trial back. */
class Trial<Found> extends Error {
  constructor(readonly found: Found) {
    super('a trial is rolled back');
  }
}

/** Runs a change; of a dry run nothing stays but what it found. @param change calls `end` last in its transaction */
export async function undoIfDry<Found>(isDry: boolean, change: (end: Tried<Found>) => Promise<Found>): Promise<Found> {
  const end = (found: Found): Found => {
    if (isDry) throw new Trial(found);
    return found;
  };
  return change(end).catch((error: unknown) => {
    if (error instanceof Trial) return error.found as Found;
    throw error;
  });
}

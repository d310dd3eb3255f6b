/** A change of an entry, and the one that it undoes, if it does nothing else. */
export interface ChangeInTurn {
  id: string;
  undoes: string | null;
}

/**
 * The change that left an entry as it is now: what was undone counts no more, nor does its undo.
 * @param changes of the entry, newest first
 */
export function standingChange(changes: readonly ChangeInTurn[]): string | undefined {
  let at = 0;
  for (;;) {
    const one = changes[at];
    if (!one || one.undoes === null) return one?.id;
    const undone = changes.findIndex(({ id }) => id === one.undoes);
    if (undone <= at) return one.id;
    at = undone + 1;
  }
}

import type { UpdateResult } from 'typeorm';
import type { SeenRevisions } from './if-match.js';
import { PreconditionFailed } from './revisions.problems.js';

/** @throws PreconditionFailed when an update with the condition `revision: In([...seen])` changed no row */
export function requireChanged({ affected }: UpdateResult): void {
  if (!affected) throw new PreconditionFailed();
}

/** For a row that is locked until the transaction ends. @throws PreconditionFailed when the client has not seen it */
export function requireSeen({ revision }: { revision: string }, seen: SeenRevisions): void {
  if (!seen.includes(revision)) throw new PreconditionFailed();
}

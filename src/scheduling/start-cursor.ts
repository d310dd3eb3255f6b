import { z } from 'zod';
import { decodeCursor } from '../platform/http/page.js';

/** The position after a page that is sorted by start: the start and the id of its last row. */
export interface StartCursor {
  /** ISO 8601 in UTC. */
  startsAt: string;
  id: string;
}

const Parts = z.tuple([z.iso.datetime(), z.uuid()]);
const Key = z.string().refine((key) => Parts.safeParse(key.split(' ')).success);

export const startKey = (row: { startsAt: Date }, id: string): string => `${row.startsAt.toISOString()} ${id}`;

/** @throws InvalidRequest for a cursor that this service did not make */
export function decodeStartCursor(cursor: string | undefined): StartCursor | undefined {
  const key = decodeCursor(cursor, Key);
  if (key === undefined) return undefined;
  const [startsAt, id] = Parts.parse(key.split(' '));
  return { startsAt, id };
}

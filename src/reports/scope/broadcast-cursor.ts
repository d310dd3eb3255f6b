import { z } from 'zod';
import { decodeCursor } from '../../platform/http/page.js';

const Instant = z.iso.datetime();
const Uuid = z.uuid();
/** Start and id of the last broadcast of a page. */
const CursorKey = z.string().refine((key) => {
  const [startsAt, id, ...rest] = key.split(' ');
  return Instant.safeParse(startsAt).success && Uuid.safeParse(id).success && rest.length === 0;
});

/** The broadcast after which a page begins. @throws InvalidRequest for an invented cursor */
export function broadcastOfCursor(cursor: string | undefined): { startsAt: string; id: string } | undefined {
  const [startsAt, id] = decodeCursor(cursor, CursorKey)?.split(' ') ?? [];
  return startsAt !== undefined && id !== undefined ? { startsAt, id } : undefined;
}

/** The key of a broadcast in the order of lists. */
export const broadcastKey = ({ startsAt, broadcastId }: { startsAt: Date; broadcastId: string }): string =>
  `${startsAt.toISOString()} ${broadcastId}`;

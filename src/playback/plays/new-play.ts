import { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import { Instant, isOnCalendar, Sha256 } from '../../platform/http/wire.schemas.js';
import { PlayOutcome } from '../deciding/play.js';

/** A century in milliseconds: the clock of a device without a battery is off by decades, never by more. */
const LARGEST_OFFSET_MS = 3_200_000_000_000;
const DAY_SECONDS = 86_400;

/**
 * One play as a device reports it; instants by its own clock. A device with a dead clock battery reports 1970; its plays are
 * kept all the same. By the corrected clock, too, they are on the calendar.
 */
export const NewPlay = z
  .object({
    id: z.uuidv7().toLowerCase().describe('Made by the device, once for each play'),
    broadcastId: z.uuid().toLowerCase().nullish().describe('Left out for what was played without the playlist'),
    sha256: Sha256,
    startedAt: Instant,
    endedAt: Instant,
    playedSeconds: z.number().min(0).max(DAY_SECONDS),
    outcome: PlayOutcome,
    reason: z.string().nullish().describe('From the list of not-aired reasons'),
    clockOffsetMs: z
      .number()
      .int()
      .min(-LARGEST_OFFSET_MS)
      .max(LARGEST_OFFSET_MS)
      .describe(
        'How far the device’s clock was ahead of the service’s, learned from `now` in the last answer to a report',
      ),
  })
  .refine(
    ({ startedAt, endedAt, clockOffsetMs }) =>
      [startedAt, endedAt].every((at) => isOnCalendar(new Date(at.getTime() - clockOffsetMs))),
    { path: ['clockOffsetMs'] },
  );
export type NewPlay = z.output<typeof NewPlay>;

/** Why an event is refused: by the member that is wrong; an event that is not even an object is an `invalid-play`. */
export const PlayRefusal = codes('PlayRefusal', {
  'invalid-id': { vi: 'id không phải UUID phiên bản 7', en: 'id is not a UUID of version 7' },
  'invalid-broadcast-id': { vi: 'broadcastId không phải UUID', en: 'broadcastId is not a UUID' },
  'invalid-sha256': { vi: 'sha256 không hợp lệ', en: 'sha256 is not a SHA-256' },
  'invalid-started-at': { vi: 'giờ bắt đầu không hợp lệ', en: 'startedAt is not an instant in the years 1 to 9999' },
  'invalid-ended-at': { vi: 'giờ kết thúc không hợp lệ', en: 'endedAt is not an instant in the years 1 to 9999' },
  'invalid-played-seconds': { vi: 'số giây đã phát không hợp lệ', en: 'playedSeconds is not between 0 and 86,400' },
  'invalid-outcome': { vi: 'không có kết quả phát như vậy', en: 'the outcome is unknown' },
  'invalid-reason': { vi: 'lý do không phải chữ', en: 'reason is not text' },
  'invalid-clock-offset-ms': {
    vi: 'độ lệch đồng hồ không hợp lệ',
    en: 'clockOffsetMs is not a whole number, or too large',
  },
  'invalid-play': { vi: 'không phải một lượt phát', en: 'this is not a play' },
  'unknown-reason': { vi: 'lý do không có trong danh mục', en: 'the reason is not in the list of not-aired reasons' },
});
export type PlayRefusal = z.infer<typeof PlayRefusal>;

/** An event that is refused, and why; `id` is null when the event has none. */
export interface RefusedPlay {
  id: string | null;
  code: PlayRefusal;
}

export interface CheckedPlays {
  /** Each event once, in the order of ids. */
  plays: NewPlay[];
  /** How many events this call contains a second time. */
  repeated: number;
  refused: RefusedPlay[];
}

/**
 * Checks each event on its own, so that a bad one does not block the good ones.
 * @param reasons the codes that `reason` may take
 */
export function checkPlays(events: readonly unknown[], reasons: ReadonlySet<string>): CheckedPlays {
  const plays = new Map<string, NewPlay>();
  const refused: RefusedPlay[] = [];
  let repeated = 0;
  for (const event of events) {
    const checked = checkPlay(event, reasons);
    if ('code' in checked) refused.push(checked);
    else if (plays.has(checked.id)) repeated += 1;
    else plays.set(checked.id, checked);
  }
  // Always in one order, so that two calls with the same events cannot deadlock.
  const inOrder = [...plays.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { plays: inOrder, repeated, refused };
}

function checkPlay(event: unknown, reasons: ReadonlySet<string>): NewPlay | RefusedPlay {
  const parsed = NewPlay.safeParse(event);
  if (!parsed.success) return { id: idOf(event), code: codeFor(parsed.error.issues[0]?.path[0]) };
  const play = parsed.data;
  if (play.reason && !reasons.has(play.reason)) return { id: play.id, code: 'unknown-reason' };
  return play;
}

/** `startedAt` → `invalid-started-at`. */
function codeFor(field: PropertyKey | undefined): PlayRefusal {
  const name = String(field).replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return PlayRefusal.safeParse(`invalid-${name}`).data ?? 'invalid-play';
}

function idOf(event: unknown): string | null {
  const id = (event as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id.slice(0, 100) : null;
}

import type { Schemas } from '../../api/client.ts';
import type { Tap } from '../../api/outbox.ts';
import type { StateShape } from '../../parts/StateMark.tsx';
import type { Item } from './queries.ts';

type Said = Schemas['Said'];

/** What a person says of a broadcast: stored by the service, or still on this machine. */
export interface Word {
  said: Said;
  reason: string | null;
  note: string | null;
  who: string;
  saidAt: string;
  isUnsent: boolean;
}

/** A broadcast of the day with the word on it that counts on this machine. */
export interface KnownItem {
  item: Item;
  word: Word | undefined;
}

/** @param taps of the person who looks */
export function knownItem(item: Item, taps: readonly Tap[]): KnownItem {
  const tap = taps.findLast(({ broadcastId }) => broadcastId === item.broadcastId);
  return { item, word: tap ? wordOfTap(tap) : wordOfAnswer(item.confirmation) };
}

const wordOfTap = ({ body: { said, reason, note, saidAt }, personName }: Tap): Word => ({
  said,
  reason: reason ?? null,
  note: note ?? null,
  who: personName,
  saidAt,
  isUnsent: true,
});

const wordOfAnswer = (answer: Item['confirmation']): Word | undefined =>
  answer ? { ...answer, who: answer.confirmedBy, isUnsent: false } : undefined;

/** What can be said now: not aired, from the start on; heard, once it is over. The service holds to the same. */
export function sayable({ startsAt, endsAt }: Item, now: number): Said[] {
  if (now < Date.parse(startsAt)) return [];
  return now < Date.parse(endsAt) ? ['not-aired'] : ['heard', 'partly', 'not-aired'];
}

/** What of a daypart can be confirmed at once: nothing before all of it is over. */
export const unansweredOf = (items: readonly KnownItem[], now: number): Item[] =>
  items.every(({ item }) => sayable(item, now).includes('heard'))
    ? items.filter(({ word }) => !word).map(({ item }) => item)
    : [];

type DeviceOutcome = Exclude<NonNullable<NonNullable<Item['proof']>['outcome']>, 'unconfirmed'>;

/** What became of it, or will. */
export type Standing =
  | { kind: 'upcoming' | 'onAir' | 'waiting' }
  | { kind: 'withdrawn'; at: string }
  | { kind: 'proved'; outcome: DeviceOutcome }
  | { kind: 'said'; said: Said };

/** Proof before word: a word never hides what a device has reported. */
export function standingOf({ item, word }: KnownItem, now: number): Standing {
  if (now < Date.parse(item.startsAt)) return { kind: 'upcoming' };
  const outcome = item.proof?.outcome ?? null;
  if (outcome && outcome !== 'unconfirmed') return { kind: 'proved', outcome };
  if (word) return { kind: 'said', said: word.said };
  if (item.withdrawn) return { kind: 'withdrawn', at: item.withdrawn.at };
  if (now < Date.parse(item.endsAt)) return { kind: 'onAir' };
  return { kind: 'waiting' };
}

const BY_OUTCOME: Record<DeviceOutcome, StateShape> = {
  aired: 'aired',
  late: 'aired',
  cut: 'failed',
  failed: 'failed',
  'wrong-time': 'failed',
  missed: 'failed',
};

/** A person who says the opposite of the device leaves a question. */
export function shapeOf(standing: Standing, word?: Word): StateShape {
  switch (standing.kind) {
    case 'proved':
      return isDenied(standing.outcome, word) ? 'waiting' : BY_OUTCOME[standing.outcome];
    case 'said':
      return standing.said === 'heard' ? 'said' : 'failed';
    case 'withdrawn':
      return 'failed';
    case 'onAir':
      return 'on-air';
    default:
      return standing.kind;
  }
}

const isDenied = (outcome: DeviceOutcome, word: Word | undefined): boolean =>
  word?.said === (BY_OUTCOME[outcome] === 'aired' ? 'not-aired' : 'heard');

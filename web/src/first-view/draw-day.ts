import type { Schemas } from '../api/client.ts';
import { nextWords } from '../screens/today/next-words.vi.ts';
import { secondsLeft, upNext } from '../screens/today/up-next.ts';
import { agoWords, capital, dayWords, lengthWords } from '../words/formats.ts';
import { HERE } from '../words/here.ts';
import { type Contents, elementOf } from './element.ts';

/** Older answers are shown with their hour, as on the whole page. */
const STALE_MS = 60_000;

/** The head of a day: station, day, what is on the air and what comes next; nothing that can be tapped. */
export function drawDay(day: Schemas['Today'] & { keptAt?: number }, now: number): Element {
  const { onAir, next, later } = upNext(day, now);
  const left = (words: string, to: string) => words.replace('{{length}}', lengthWords(secondsLeft(to, now)));
  const lead = (time: string, more: string, className: string) => [
    `${nextWords.title} `,
    elementOf('span', 'digits', [time]),
    elementOf('span', className, [more]),
  ];
  return elementOf('div', 'first-view', [
    elementOf('p', 'first-view-station', [day.station.name]),
    elementOf('h1', 'first-view-day', [capital(dayWords(day.day))]),
    ...asOf(day.keptAt, now),
    ...onAir.map(({ title, endsAt }) => onAirCard([left(nextWords.onAir, endsAt)], title)),
    ...(next ? [nextCard(lead(next.time, left(nextWords.in, next.startsAt), 'first-view-left'), next.title)] : []),
    ...(later ? [nextCard(lead(later.time, dayWords(later.day), ''), later.title)] : []),
  ]);
}

function asOf(keptAt: number | undefined, now: number): Element[] {
  if (keptAt === undefined || now - keptAt < STALE_MS) return [];
  const time = agoWords(new Date(keptAt).toISOString(), now, HERE);
  return [elementOf('p', 'first-view-as-of', [nextWords.asOf.replace('{{time}}', time)])];
}

const onAirCard = (lead: Contents, title: string): Element => card(nextWords.isOnAir, 'first-view-on-air', lead, title);
const nextCard = (lead: Contents, title: string): Element => card(nextWords.title, 'first-view-next', lead, title);

function card(label: string, className: string, lead: Contents, title: string): Element {
  const section = elementOf('section', className, [
    elementOf('p', 'first-view-lead', lead),
    elementOf('p', 'first-view-title', [title]),
  ]);
  section.setAttribute('aria-label', label);
  return section;
}

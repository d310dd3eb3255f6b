import type { Schemas } from '../api/client.ts';
import { keep, keptAnswer, keptKey } from '../api/kept.ts';
import { chosenStation, onlyStation, type StationName, stationsKey } from '../parts/station-choice.ts';
import { dayKey } from '../screens/today/day-key.ts';
import { dayAt } from '../words/formats.ts';
import { HERE } from '../words/here.ts';

type Kept<Body> = Body & { keptAt?: number };

/**
 * The present day of the station that the page will show, as it is kept on this machine, else as the service answers now.
 * Undefined where the whole page decides more: nobody is signed in, or there is no list yet to choose a station from.
 * @param now in milliseconds since 1970
 * @param asked the station in the address
 */
export async function presentDay(now: number, asked: string | null): Promise<Kept<Schemas['Today']> | undefined> {
  const me = await keptElseAsked<Schemas['Me']>('me', '/api/v1/me');
  if (!me?.permissions.includes('playback:read')) return undefined;
  const personId = me.person.id;
  const stationId = onlyStation(me.grants) ?? (await chosenOfKept(personId, asked));
  if (!stationId) return undefined;
  const day = dayAt(now, HERE);
  const address = `/api/v1/stations/${stationId}/today?day=${day}`;
  return keptElseAsked(keptKey(dayKey({ personId, stationId, day })), address, { 'vang-person': personId });
}

async function chosenOfKept(personId: string, asked: string | null): Promise<string | undefined> {
  const kept = await keptAnswer<{ items: StationName[] }>(keptKey(stationsKey(personId)));
  return kept && chosenStation(kept.items, asked);
}

/** Keeps what is answered: the whole page need not ask for it once more. */
async function keptElseAsked<Body>(
  key: string,
  address: string,
  headers: Record<string, string> = {},
): Promise<Kept<Body> | undefined> {
  const kept = await keptAnswer<Body>(key);
  if (kept) return kept;
  const response = await fetch(address, { headers: { 'accept-language': 'vi', ...headers } });
  if (!response.ok) return undefined;
  const body = (await response.json()) as Body;
  await keep(key, body);
  return body as Kept<Body>;
}

import type { TestBroadcast } from '../../factories/broadcast.factory.js';
import { except } from '../../factories/entry.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { broadcastAt, centreEntryAt, isoDay, newEntry, nextDay, WRITERS } from './planned-entries.js';
import { type Asked, READERS, type Row } from './row.js';

/** An entry with the ETag that a change of it needs. */
async function asSeen({ service }: Asked, entryId: string) {
  const { client } = await personWith(service, 'administrator');
  return { 'if-match': (await client.get(`/entries/${entryId}`)).headers.get('etag') ?? '' };
}

const dayOf = ({ airsOn }: TestBroadcast) => ({ action: 'skip', from: airsOn });

/** Placing an entry of the centre or of the station. */
async function placing(asked: Asked, of: 'centre' | 'station') {
  const { centreId, stationId } = asked.at;
  const entry = of === 'centre' ? newEntry(asked, { centreId }, [stationId]) : newEntry(asked, { stationId }, []);
  return { op: 'place', entry: await entry };
}

/** A change that an editor of everything made. */
async function changeAt(asked: Asked, of: 'centre' | 'station'): Promise<string> {
  const { client } = await personWith(asked.service, 'editor');
  const made = await client.post<{ changeId: string }>('/schedule/changes', { operations: [await placing(asked, of)] });
  return made.body.changeId;
}

export const ENTRY_CHANGES: Row[] = [
  {
    route: 'GET /entries/{id}/exceptions',
    of: 'station',
    roles: READERS,
    call: async (asked) => ({ path: `/entries/${(await broadcastAt(asked)).entryId}/exceptions` }),
  },
  {
    route: 'PATCH /entries/{id}',
    of: 'centre',
    roles: WRITERS,
    call: async (asked) => {
      const entryId = await centreEntryAt(asked);
      const day = isoDay(nextDay());
      const body = { from: day, startsOn: day, until: null };
      return { path: `/entries/${entryId}`, body, headers: await asSeen(asked, entryId) };
    },
  },
  {
    route: 'PUT /entries/{id}/exceptions',
    of: 'station',
    roles: WRITERS,
    call: async (asked) => {
      const broadcast = await broadcastAt(asked);
      const { entryId } = broadcast;
      return { path: `/entries/${entryId}/exceptions`, body: dayOf(broadcast), headers: await asSeen(asked, entryId) };
    },
  },
  {
    route: 'DELETE /entries/{id}/exceptions/{exceptionId}',
    of: 'station',
    roles: WRITERS,
    call: async (asked) => {
      const broadcast = await broadcastAt(asked);
      const { entryId } = broadcast;
      const { client } = await personWith(asked.service, 'editor', { kind: 'centre', id: asked.at.centreId });
      const put = await except<{ exceptions: { id: string }[] }>(client, entryId, dayOf(broadcast));
      const [exception] = put.body.exceptions;
      return { path: `/entries/${entryId}/exceptions/${exception?.id}`, headers: await asSeen(asked, entryId) };
    },
  },
  ...(['station', 'centre'] as const).map((of): Row => ({
    route: 'POST /schedule/changes',
    of,
    roles: WRITERS,
    call: async (asked) => ({ path: '/schedule/changes', body: { operations: [await placing(asked, of)] } }),
  })),
  ...(['station', 'centre'] as const).map((of): Row => ({
    route: 'POST /schedule/timeline',
    of,
    roles: WRITERS,
    call: async (asked) => ({
      path: '/schedule/timeline',
      body: { stationId: asked.at.stationId, operations: [await placing(asked, of)] },
    }),
  })),
  ...(['station', 'centre'] as const).map((of): Row => ({
    route: 'GET /schedule/changes',
    of,
    roles: READERS,
    call: async (asked) => ({ path: '/schedule/changes?limit=5', finds: await changeAt(asked, of) }),
  })),
  {
    route: 'GET /schedule/changes/{id}',
    of: 'centre',
    roles: READERS,
    call: async (asked) => ({ path: `/schedule/changes/${await changeAt(asked, 'centre')}` }),
  },
  {
    route: 'POST /schedule/changes/{id}/undo',
    of: 'centre',
    roles: WRITERS,
    call: async (asked) => ({ path: `/schedule/changes/${await changeAt(asked, 'centre')}/undo`, body: {} }),
  },
];

import { createHash } from 'node:crypto';
import type { PlayEvent } from '../../station-client/station-protocol.js';
import type { StationClient } from '../../station-client/station-client.js';
import { type Caller, insist } from './caller.js';
import type { Cast, ProgramSeen } from './cast.js';

/** What is wrong with something that was acknowledged. */
export interface Fault {
  kind: 'lost' | 'doubled' | 'condemned';
  what: string;
}

/** Something that the service has acknowledged, and must keep. */
export interface Kept {
  /** How many things it is. */
  count: number;
  check(): Promise<Fault[]>;
}

/** Audio that was handed in: it is there byte for byte, and it becomes ready. */
export function uploadKept(editor: Caller, programId: string, sha256: string): Kept {
  const program = () => editor.get<ProgramSeen>(`/programs/${programId}`);
  const isOver = async () => {
    const seen = await program();
    return seen.state === 'transcoding' ? undefined : seen;
  };
  return {
    count: 1,
    check: async () => {
      const { original, state } = await insist(`${programId} is transcoded`, isOver);
      if (original?.sha256 !== sha256 || (await hashOfOriginal(editor, programId)) !== sha256)
        return [{ kind: 'lost', what: `the audio of ${programId}` }];
      return state === 'ready' ? [] : [{ kind: 'condemned', what: `the audio of ${programId} is ${state}` }];
    },
  };
}

async function hashOfOriginal({ url, token }: Caller, programId: string): Promise<string> {
  const response = await insist('the original', async () => {
    const path = `${url}/api/v1/programs/${programId}/preview/original`;
    const answer = await fetch(path, { headers: { authorization: `Bearer ${token}` } }).catch(() => undefined);
    return answer && answer.status < 500 ? answer : undefined;
  });
  return createHash('sha256')
    .update(Buffer.from(await response.arrayBuffer()))
    .digest('hex');
}

interface EntrySeen {
  id: string;
  terms: { times: string[] }[];
}

/** An entry at a time of its own: it is there once, and on each of the planned days once. */
export function entryKept({ editor, stationId }: Cast, time: string): Kept {
  return {
    count: 1,
    check: async () => {
      const found = (await allEntries(editor, stationId)).filter(({ terms }) => terms[0]?.times[0] === time);
      const [entry] = found;
      if (!entry) return [{ kind: 'lost', what: `the entry at ${time}` }];
      if (found.length > 1) return [{ kind: 'doubled', what: `the entry at ${time}` }];
      const path = `/entries/${entry.id}`;
      const { nextAirings } = await editor.get<{ nextAirings: { airsOn: string }[] }>(path);
      const days = new Set(nextAirings.map(({ airsOn }) => airsOn));
      if (days.size < PLANNED_DAYS) return [{ kind: 'lost', what: `${PLANNED_DAYS - days.size} airings at ${time}` }];
      return days.size < nextAirings.length ? [{ kind: 'doubled', what: `airings at ${time}` }] : [];
    },
  };
}

async function allEntries(editor: Caller, stationId: string): Promise<EntrySeen[]> {
  const all: EntrySeen[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const after: string = cursor ? `&cursor=${cursor}` : '';
    const page = await editor.get<{ items: EntrySeen[]; next: string | null }>(
      `/entries?stationId=${stationId}&limit=100${after}`,
    );
    all.push(...page.items);
    cursor = page.next;
  }
  return all;
}

/** Days that are planned ahead, from tomorrow on; one less where today counts as one of them. */
const PLANNED_DAYS = 13;

/** Plays of a device: when it sends them again, each is a duplicate. */
export function batchKept(device: StationClient, events: PlayEvent[]): Kept {
  return {
    count: events.length,
    check: async () => {
      const send = () => device.sendPlays(events).catch(() => undefined);
      const { accepted, duplicates } = await insist('plays', send);
      if (accepted > 0) return [{ kind: 'lost', what: `${accepted} plays` }];
      return duplicates === events.length ? [] : [{ kind: 'lost', what: `${events.length - duplicates} plays` }];
    },
  };
}

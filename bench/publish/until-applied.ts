import { setTimeout as pause } from 'node:timers/promises';
import { type ApiPerson, UnexpectedAnswer } from '../../api-client/person.js';

const POLL_MS = 100;

/** A change that a worker applies. */
interface Change {
  id: string;
  state: 'waiting' | 'applying' | 'applied' | 'refused';
}

/**
 * Asks for a change of the schedule and waits until it is applied: in the request, or by a worker (202).
 * @returns milliseconds
 * @throws UnexpectedAnswer when it is refused
 */
export async function untilApplied(
  person: ApiPerson,
  method: 'post' | 'put',
  path: string,
  wanted: object,
): Promise<number> {
  const began = performance.now();
  const answer = await person.try<Change>(method, path, wanted);
  if (answer.status >= 300) throw new UnexpectedAnswer(`${method.toUpperCase()} ${path}`, answer);
  if (answer.status === 202) await watch(person, answer.body.id);
  return performance.now() - began;
}

async function watch(person: ApiPerson, changeId: string): Promise<void> {
  const path = `/schedule/changes/${changeId}`;
  for (;;) {
    const answer = await person.try<Change>('get', path);
    if (answer.status >= 300 || answer.body.state === 'refused') throw new UnexpectedAnswer(`GET ${path}`, answer);
    if (answer.body.state === 'applied') return;
    await pause(POLL_MS);
  }
}

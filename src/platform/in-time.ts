import { setTimeout as pause } from 'node:timers/promises';

/** Something did not answer in time. */
export class NoAnswerInTime extends Error {}

/** @throws NoAnswerInTime when `answer` takes longer than so many milliseconds; whatever it throws itself */
export async function inTime<Answer>(answer: Promise<Answer>, ms: number): Promise<Answer> {
  const answered = new AbortController();
  const late = pause(ms, undefined, { signal: answered.signal }).then(
    () => Promise.reject(new NoAnswerInTime(`no answer within ${ms} ms`)),
    // Answered meanwhile, so nobody waits for this any more.
    () => new Promise<never>(() => undefined),
  );
  try {
    return await Promise.race([answer, late]);
  } finally {
    answered.abort();
  }
}

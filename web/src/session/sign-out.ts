import { answerOf, api } from '../api/client.ts';
import { forgetAll } from '../api/kept.ts';
import { Problem } from '../api/problem.ts';

/**
 * Ends the session and leaves nothing on the machine but what is not sent yet, which waits for its person.
 * @throws Unreachable: without the service a session cannot be ended
 */
export async function signOut(): Promise<void> {
  try {
    await answerOf(api.DELETE('/api/v1/sessions/current'));
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'not-signed-in') throw error;
  }
  await forgetAll();
  // A fresh page: nothing of what was shown stays in memory.
  globalThis.location.assign('/dang-nhap');
}

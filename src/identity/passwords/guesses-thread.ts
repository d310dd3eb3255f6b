import { parentPort } from 'node:worker_threads';
import { guessesFor } from './guesses.js';

/** A password to estimate, numbered for its answer. */
export interface GuessesRequest {
  id: number;
  password: string;
  words: readonly string[];
}

parentPort?.on('message', ({ id, password, words }: GuessesRequest) => {
  parentPort?.postMessage({ id, guesses: guessesFor(password, words) }, []);
});

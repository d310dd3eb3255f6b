import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { ExpectationFailed, InvalidRequest } from '../http.problems.js';

const ONE_HOST = { vi: 'phải có đúng một lần', en: 'must be there exactly once' };
const CONTINUE = /(?:^|\W)100-continue(?:$|\W)/i;

/** Refuses what Node would answer without a problem document: HTTP/1.1 without one `Host`, and an `Expect` that nobody knows. */
export function checkRequestHeads(server: FastifyInstance): void {
  server.server.on('checkExpectation', (request, response) => server.server.emit('request', request, response));
  server.addHook('onRequest', async ({ raw }) => {
    if (raw.httpVersion !== '1.1') return;
    if (hostsIn(raw) !== 1) throw new InvalidRequest([{ pointer: '/Host', message: ONE_HOST }]);
    if (raw.headers.expect !== undefined && !CONTINUE.test(raw.headers.expect)) throw new ExpectationFailed();
  });
}

const hostsIn = ({ rawHeaders }: IncomingMessage): number =>
  rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === 'host').length;

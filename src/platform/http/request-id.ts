import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyReply, FastifyRequest } from 'fastify';

interface ServedRequest {
  id: string;
  hasCommitted: boolean;
}

const served = new AsyncLocalStorage<ServedRequest>();

/** The id of the request that this code runs for; undefined in jobs and ticks. */
export const currentRequestId = (): string | undefined => served.getStore()?.id;

/** Notes that the request that this code runs for has stored something. */
export function noteCommit(): void {
  const request = served.getStore();
  if (request) request.hasCommitted = true;
}

/** Whether the request that this code runs for has stored something. */
export const hasCommitted = (): boolean => served.getStore()?.hasCommitted ?? false;

/** A `preHandler` hook: it must run after the body was read, because reading the body loses the store. */
export const carryRequestId = (request: FastifyRequest, _reply: FastifyReply, done: () => void): void =>
  served.run({ id: request.id, hasCommitted: false }, done);

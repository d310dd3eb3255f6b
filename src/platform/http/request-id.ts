import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyReply, FastifyRequest } from 'fastify';

const served = new AsyncLocalStorage<string>();

/** The id of the request in whose service this code runs; undefined in jobs and ticks. */
export const currentRequestId = (): string | undefined => served.getStore();

/** A `preHandler` hook: after the body was read, because reading it would lose the store again. */
export const carryRequestId = (request: FastifyRequest, _reply: FastifyReply, done: () => void): void =>
  served.run(request.id, done);

import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyReply, FastifyRequest } from 'fastify';

const served = new AsyncLocalStorage<string>();

/** The id of the request that this code runs for; undefined in jobs and ticks. */
export const currentRequestId = (): string | undefined => served.getStore();

/** A `preHandler` hook: it must run after the body was read, because reading the body loses the store. */
export const carryRequestId = (request: FastifyRequest, _reply: FastifyReply, done: () => void): void =>
  served.run(request.id, done);

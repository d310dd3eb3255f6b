import { type QueueOptions, createPostgresBackend, createRedisBackend, setDefaultBackendFactory } from 'bullmq';
import { Redis } from 'ioredis';

/** Where the queues live: in Redis when `redisUrl` is given, in the service's PostgreSQL otherwise. */
export interface QueuePlace {
  databaseUrl: string;
  redisUrl: string | undefined;
}

/**
 * Makes BullMQ use the chosen backend in this whole process, and gives the connection for each queue and worker.
 * Each of them opens a pool of its own, so the pools are small.
 */
export function chooseQueueBackend({ databaseUrl, redisUrl }: QueuePlace): Pick<QueueOptions, 'connection'> {
  if (redisUrl) {
    setDefaultBackendFactory(createRedisBackend);
    return { connection: redisConnection(redisUrl) };
  }
  setDefaultBackendFactory(createPostgresBackend);
  const connection = { connectionString: databaseUrl, schema: 'queues', migrate: true, max: 3 };
  // BullMQ types its options for Redis; the factory set above decides what `connection` really is.
  return { connection } as unknown as Pick<QueueOptions, 'connection'>;
}

// Workers wait on a connection for ever, so a command must never give up by count (BullMQ asks for null).
const redisConnection = (url: string): Redis => new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true });

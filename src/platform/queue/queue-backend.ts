import { type QueueOptions, createPostgresBackend, createRedisBackend, setDefaultBackendFactory } from 'bullmq';
import { Redis } from 'ioredis';
import { steadfast } from './steadfast.js';

/** Where the queues live: in Redis when `redisUrl` is given, in the service's PostgreSQL otherwise. */
export interface QueuePlace {
  databaseUrl: string;
  redisUrl: string | undefined;
}

/** What queues and workers are made with, and how to let go of it after the last of them is closed. */
export interface QueueBackend extends Pick<QueueOptions, 'connection'> {
  close(): Promise<void>;
  /** Whether queues and workers must have reached it before the service starts. */
  neededAtStart: boolean;
}

/** Makes BullMQ use the chosen backend in this whole process, and gives the connection for each queue and worker. */
export function chooseQueueBackend({ databaseUrl, redisUrl }: QueuePlace): QueueBackend {
  if (redisUrl) {
    setDefaultBackendFactory(createRedisBackend);
    // Workers wait on a connection for ever, so a command must never give up by count (BullMQ asks for null).
    const redis = new Redis(redisUrl, { maxRetriesPerRequest: null, lazyConnect: true });
    // A connection that is handed in is shared by all of them, and left open by all of them.
    return { connection: redis, close: async () => redis.disconnect(), neededAtStart: false };
  }
  const make: typeof createPostgresBackend = (...given) => steadfast(createPostgresBackend(...given));
  setDefaultBackendFactory(make);
  // Each queue and worker opens a pool of its own, so the pools are small.
  const connection = { connectionString: databaseUrl, schema: 'queues', migrate: true, max: 3 };
  // BullMQ types its options for Redis; the factory set above decides what `connection` really is.
  const options = connection as unknown as QueueOptions['connection'];
  // BullMQ asks once whether the schema is there and keeps the answer, also when it is that nobody answered.
  return { connection: options, close: async () => undefined, neededAtStart: true };
}

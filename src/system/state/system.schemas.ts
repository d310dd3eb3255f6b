import { z } from 'zod';
import { codes } from '../../platform/words/codes.js';

const ProcessRole = codes('ProcessRole', {
  all: { vi: 'mọi việc', en: 'everything' },
  api: { vi: 'trả lời yêu cầu', en: 'answers requests' },
  worker: { vi: 'xử lý việc nền', en: 'takes jobs' },
});

const Process = z.object({
  role: ProcessRole,
  machine: z.string(),
  version: z.string(),
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime().describe('Its last heartbeat'),
});

const QueueState = z.object({
  name: z.string(),
  waiting: z.number().int(),
  active: z.number().int(),
  delayed: z.number().int().describe('Tried again later'),
  failed: z.number().int().describe('Given up, and kept for inspection'),
  oldestWaitingAt: z.iso.datetime().nullable().describe('When the job that waits longest was added'),
});

const Volume = z.object({ files: z.number().int(), bytes: z.number().int() });

export const SystemView = z
  .object({
    versions: z.object({
      service: z.string(),
      node: z.string(),
      postgresql: z.string(),
      ffmpeg: z.string().nullable().describe('Of the worker that started last; null when none runs'),
    }),
    startedAt: z.iso.datetime().nullable().describe('Since when a process has been running without a break'),
    processes: z.array(Process).describe('Those that run, on all machines; the one that runs longest first'),
    workers: z.number().int().describe('How many of them take jobs'),
    queues: z.array(QueueState).nullable().describe('null when the store of the queues does not answer'),
    storage: z.object({
      originals: Volume,
      renditions: Volume,
      databaseBytes: z.number().int(),
      mediaDisk: z
        .object({ freeBytes: z.number().int(), totalBytes: z.number().int() })
        .nullable()
        .describe('The disk of MEDIA_ROOT; null when it does not answer'),
    }),
    lastBackup: z
      .object({ finishedAt: z.iso.datetime(), damagedFiles: z.number().int().describe('Not copied') })
      .nullable()
      .describe('The last `npm run backup`; null when there was none, and with your own PostgreSQL'),
  })
  .meta({ id: 'System' });
export type SystemView = z.infer<typeof SystemView>;

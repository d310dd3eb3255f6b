import { z } from 'zod';

export const LivenessView = z.object({ status: z.literal('ok') }).meta({ id: 'Liveness' });
export type LivenessView = z.infer<typeof LivenessView>;

const FAULTS = ['no-answer', 'none-alive', 'absent', 'read-only', 'low'] as const;
export type PartFault = (typeof FAULTS)[number];

const PartView = z
  .object({
    status: z.enum(['up', 'degraded', 'down']),
    because: z.enum(FAULTS).optional().describe('What is wrong with it'),
  })
  .meta({ id: 'ReadinessPart' });

const PartViews = z.object({
  database: PartView,
  queues: PartView,
  workers: PartView.describe('Whether a process that takes jobs has been seen of late'),
  disk: PartView.describe('The disk of MEDIA_ROOT'),
});
export type PartName = keyof z.infer<typeof PartViews>;

export const ReadinessView = z
  .object({
    status: z
      .enum(['ok', 'degraded'])
      .describe('`degraded`: people and stations are answered, and something else needs an operator'),
    parts: PartViews,
  })
  .meta({ id: 'Readiness' });
export type ReadinessView = z.infer<typeof ReadinessView>;

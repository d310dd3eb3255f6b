import { z } from 'zod';
import { codes } from '../words/codes.js';

export const LivenessView = z.object({ status: z.literal('ok') }).meta({ id: 'Liveness' });
export type LivenessView = z.infer<typeof LivenessView>;

/** What is wrong with a part of the service. */
export const PartFault = codes('PartFault', {
  'no-answer': { vi: 'không trả lời', en: 'does not answer' },
  'none-alive': { vi: 'không có tiến trình nào chạy', en: 'no process is alive' },
  absent: { vi: 'không có thư mục', en: 'the folder is absent' },
  'read-only': { vi: 'không ghi được', en: 'cannot be written to' },
  low: { vi: 'sắp hết chỗ', en: 'little space is left' },
});
export type PartFault = z.infer<typeof PartFault>;

const PartStatus = codes('PartStatus', {
  up: { vi: 'hoạt động', en: 'up' },
  degraded: { vi: 'hoạt động kém', en: 'degraded' },
  down: { vi: 'ngừng', en: 'down' },
});
const ServiceStatus = codes('ServiceStatus', {
  ok: { vi: 'hoạt động tốt', en: 'in order' },
  degraded: { vi: 'vẫn phục vụ, nhưng cần quản trị viên xem', en: 'serves everybody, and needs an operator' },
});

const PartView = z
  .object({
    status: PartStatus,
    because: PartFault.optional().describe('What is wrong with it'),
  })
  .meta({ id: 'ReadinessPart' });

const PartViews = z.object({
  database: PartView,
  queues: PartView,
  workers: PartView.describe('Whether a process that takes jobs has been seen recently'),
  disk: PartView.describe('The disk of MEDIA_ROOT'),
});
export type PartName = keyof z.infer<typeof PartViews>;

export const ReadinessView = z
  .object({
    status: ServiceStatus.describe(
      '`degraded`: people and stations are answered, and something else needs an operator',
    ),
    parts: PartViews,
  })
  .meta({ id: 'ServiceReadiness' });
export type ReadinessView = z.infer<typeof ReadinessView>;

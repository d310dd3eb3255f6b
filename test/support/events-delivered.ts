import { jobsIdle } from './jobs-idle.js';
import type { TestService } from './service.js';
import { until } from './until.js';

/** Waits until workers have delivered, or tried to deliver, everything that durable listeners were announced. */
export async function eventsDelivered(service: TestService): Promise<void> {
  await until('every durable event is delivered', async () => {
    const waiting = await service.sql('SELECT FROM pending_events WHERE attempts = 0 LIMIT 1');
    return waiting.length === 0;
  });
  await jobsIdle(service, ['events']);
}

import { SchedulerRegistry } from '@nestjs/schedule';
import type { Service } from '../src/boot.js';
import type { MovableClock } from '../src/platform/clock/clock.js';

/**
 * Runs the ticks of the service when the clock is moved, as they would have run in the meantime, so that the story does not
 * wait for the next minute. An additional tick is harmless.
 */
export function tickWhenMoved({ app }: Service, clock: MovableClock): void {
  const ticks = app.get(SchedulerRegistry).getCronJobs();
  clock.onMove(() => {
    for (const tick of ticks.values()) void tick.fireOnTick();
  });
}

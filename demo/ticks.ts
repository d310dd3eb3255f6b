import { SchedulerRegistry } from '@nestjs/schedule';
import type { Service } from '../src/boot.js';
import type { MovableClock } from '../src/platform/clock/clock.js';

/**
 * Has the service's ticks come when the clock is moved, as they would have come in the time between: the story does not
 * wait for the next full minute then. One too many is harmless.
 */
export function tickWhenMoved({ app }: Service, clock: MovableClock): void {
  const ticks = app.get(SchedulerRegistry).getCronJobs();
  clock.onMove(() => {
    for (const tick of ticks.values()) void tick.fireOnTick();
  });
}

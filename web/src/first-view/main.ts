import { drawDay } from './draw-day.ts';
import { drawFailure } from './draw-failure.ts';
import { presentDay } from './present-day.ts';

/** Then the whole page begins, whether or not something was drawn before it. */
const MOST_MS = 1_000;

const TODAY = '/hom-nay';

/** The build writes the address of the whole page into the script element. */
const whole = document.currentScript?.dataset['whole'] as string;

/**
 * What the operator opens the page for, before the script of the whole page has come and run: on 3G that takes seconds. The
 * whole page draws over it.
 */
async function firstView(): Promise<void> {
  const query = new URLSearchParams(location.search);
  if (location.pathname !== TODAY || query.has('ngay')) return;
  const now = Date.now();
  const day = await presentDay(now, query.get('dai'));
  const root = document.getElementById('root');
  if (!day || !root || root.hasChildNodes()) return;
  root.append(drawDay(day, now));
  await painted();
}

const painted = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
const pause = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));

void Promise.race([firstView().catch(() => undefined), pause(MOST_MS)])
  .then(() => import(/* @vite-ignore */ whole))
  .catch(() => document.getElementById('root')?.append(drawFailure()));

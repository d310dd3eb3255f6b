import { pageFailure } from '../words/page-failure.vi.ts';
import { part } from './part.ts';

/** In place of a page whose script did not come. */
export function drawFailure(): Element {
  const reload = part('button', 'first-view-reload', [pageFailure.reload]);
  reload.addEventListener('click', () => location.reload());
  const failure = part('div', 'first-view-failure', [part('p', '', [pageFailure.notLoaded]), reload]);
  failure.setAttribute('role', 'alert');
  return failure;
}

import { pageFailure } from '../words/page-failure.vi.ts';
import { elementOf } from './element.ts';

/** In place of a page whose script did not come. */
export function drawFailure(): Element {
  const reload = elementOf('button', 'first-view-reload', [pageFailure.reload]);
  reload.addEventListener('click', () => location.reload());
  const failure = elementOf('div', 'first-view-failure', [elementOf('p', '', [pageFailure.notLoaded]), reload]);
  failure.setAttribute('role', 'alert');
  return failure;
}

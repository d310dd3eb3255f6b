import { isVisible, withoutInvisible } from '../../platform/http/text.js';

const LONGEST = 255;

/** The name of an uploaded file for display, without path and control characters. It never names a file of the service. */
export function displayedName(given: string | undefined): string {
  const last = (given ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = withoutInvisible(last)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '')
    .trim();
  const shown = [...clean].slice(0, LONGEST).join('').trim();
  return isVisible(shown) ? shown : 'audio';
}

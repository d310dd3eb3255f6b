import { isVisible, withoutInvisible } from '../../platform/http/text.js';

const LONGEST = 255;
/** Before it is composed, which takes long for a pile of marks. */
const LONGEST_GIVEN = 1_000;

/** The name of an uploaded file for display, without path and control characters. It never names a file of the service. */
export function displayedName(given: string | undefined): string {
  const last = (given ?? '').slice(-LONGEST_GIVEN).normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = withoutInvisible(last)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '')
    .trim();
  const shown = [...clean].slice(0, LONGEST).join('').trim();
  return isVisible(shown) ? shown : 'audio';
}

import type { Texts } from './language.js';

/** A time to wait, e.g. `1 second`, `90 seconds`, `15 minutes`; minutes are rounded up. */
export function inWords(seconds: number): Texts {
  const isShort = seconds <= MOST_SECONDS;
  const number = isShort ? seconds : Math.ceil(seconds / 60);
  const unit = isShort ? { vi: 'giây', en: 'second' } : { vi: 'phút', en: 'minute' };
  return { vi: `${number} ${unit.vi}`, en: `${number} ${unit.en}${number === 1 ? '' : 's'}` };
}

const MOST_SECONDS = 90;

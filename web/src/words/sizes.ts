import { numberWords } from './formats.ts';

const UNIT = 1_000;
const NAMES = ['byte', 'kB', 'MB', 'GB'];

/** `12,4 MB`. */
export function sizeWords(bytes: number): string {
  const power = Math.min(NAMES.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(UNIT)));
  return `${numberWords(bytes / UNIT ** power, power < 2 ? 0 : 1)} ${NAMES[power]}`;
}

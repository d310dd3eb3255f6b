import type { Language, Texts } from './language.js';

/** An instant as it is told to people: by the clock of its station or centre. */
export interface LocalTime {
  at: Date;
  /** IANA time zone. */
  zone: string;
}

/** A local day `YYYY-MM-DD`, with or without a time: `YYYY-MM-DD HH:MM`. */
export interface LocalText {
  local: string;
}

/** What a placeholder of a sentence stands for. */
export type SentenceValue = string | number | LocalTime | LocalText | Texts | readonly string[];

const PLACEHOLDER = /\{([A-Za-z]+)\}/g;
const LOCALES: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' };

/** A sentence with each `{name}` replaced by its value; times are in their own zone, numbers as the language writes them. */
export function sentence(texts: Texts, values: Record<string, unknown>, language: Language): string {
  return texts[language].replaceAll(PLACEHOLDER, (placeholder, name: string) => {
    const value = values[name];
    return isSentenceValue(value) ? written(value, language) : placeholder;
  });
}

/** The names of the placeholders of a sentence. */
export const placeholdersOf = (text: string): string[] =>
  [...text.matchAll(PLACEHOLDER)].flatMap(([, name]) => name ?? []);

function written(value: SentenceValue, language: Language): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return value.toLocaleString(LOCALES[language]);
  if (isList(value)) return value.join(', ');
  if ('at' in value) return localTime(value, language);
  return 'local' in value ? localText(value.local, language) : value[language];
}

function localTime({ at, zone }: LocalTime, language: Language): string {
  // Swedish writes dates as ISO 8601 does: 2026-11-29 05:05.
  return localText(at.toLocaleString('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }), language);
}

function localText(text: string, language: Language): string {
  const [day = '', time] = text.split(' ');
  const shown = language === 'vi' ? day.split('-').toReversed().join('/') : day;
  if (time === undefined) return shown;
  return language === 'vi' ? `${time} ngày ${shown}` : `${shown} at ${time}`;
}

const isList = (value: object): value is readonly string[] => Array.isArray(value);

function isSentenceValue(value: unknown): value is SentenceValue {
  if (typeof value === 'string' || typeof value === 'number') return true;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.every((part) => typeof part === 'string');
  return ('at' in value && 'zone' in value) || 'local' in value || ('vi' in value && 'en' in value);
}

/** The languages of people: Vietnamese first, English second. */
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same text in each language. */
export type Texts = Record<Language, string>;

/**
 * The language that a request asks for (RFC 9110, section 12.5.4): the accepted one with the highest quality, the first
 * of several. English for a program that sends no `Accept-Language`, or accepts neither.
 */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '').slice(0, 200).split(',').flatMap(accepted);
  return wanted.toSorted((one, other) => other.quality - one.quality)[0]?.language ?? 'en';
}

function accepted(part: string): { language: Language; quality: number }[] {
  const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
  const language = LANGUAGES.find((known) => range === known || range.startsWith(`${known}-`));
  const quality = Number(parameters.find((text) => text.startsWith('q='))?.slice(2) ?? 1);
  return language && quality > 0 ? [{ language, quality }] : [];
}

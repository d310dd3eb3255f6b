import { z } from 'zod';
import type { Language, Texts } from './language.js';
import { sentence } from './sentence.js';

/** What each code says, in each language; `{name}` stands for a value that an answer gives beside the code. */
export type Words<Code extends string = string> = Readonly<Record<Code, Texts>>;

/** The schema of a list of codes, with the words of each. */
export type Codes<Code extends string> = z.ZodEnum<{ [Each in Code]: Each }> & { readonly words: Words<Code> };

const lists = new Map<string, Words>();

/** The words of every list of codes that the loaded modules have declared, by the name of its schema. */
export const codeWords = (): ReadonlyMap<string, Words> => lists;

/**
 * Declares codes that people read: reasons, states, kinds. Schema, type and words are made of one list:
 * `export const TrimState = codes('TrimState', { waiting: { vi: '…', en: '…' } });`
 * `export type TrimState = z.infer<typeof TrimState>;`
 * @param name of the schema in the OpenAPI document, and of its words there in `x-words`
 * @throws Error when another list has the name
 */
export function codes<const Given extends Words>(name: string, words: Given): Codes<keyof Given & string> {
  if (lists.has(name)) throw new Error(`Two lists of codes have the name ${name}.`);
  lists.set(name, words);
  const schema = z.enum(Object.keys(words) as (keyof Given & string)[]).meta({ id: name });
  return Object.assign(schema, { words });
}

/** The words of a code with their values, in each language. */
export function inBoth(texts: Texts, values: Record<string, unknown>): Texts {
  const written = (language: Language) => sentence(texts, values, language);
  return { vi: written('vi'), en: written('en') };
}

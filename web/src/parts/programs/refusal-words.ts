import type { Schemas } from '../../api/client.ts';
import { numberWords } from '../../words/formats.ts';
import { codeWord } from '../../words/words.ts';

/** Why audio cannot be used, in the words of the service, with the figures that belong to it. */
export const refusalWords = ({ code, data }: Schemas['Refusal']): string =>
  codeWord('RefusalCode', code).replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const figure = data[name];
    if (typeof figure === 'number') return numberWords(figure);
    return typeof figure === 'string' ? figure : '';
  });

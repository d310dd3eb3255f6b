import { useWords } from '../../words/words.ts';
import type { Reason } from './queries.ts';
import type { Word } from './standing.ts';

export const reasonWords = (
  reason: string | null | undefined,
  reasons: readonly Reason[] | undefined,
): string | undefined => reasons?.find(({ code }) => code === reason)?.name.vi;

/** What a person said, in words: `không phát vì mất điện`. */
export function useSaidWords(reasons: readonly Reason[] | undefined): (word: Word) => string {
  const { t } = useWords('today');
  return ({ said, reason, note }) => {
    const why = note ?? reasonWords(reason, reasons);
    const what = t(`said.${said}`);
    return reason && why ? t('withReason', { what, reason: why }) : what;
  };
}

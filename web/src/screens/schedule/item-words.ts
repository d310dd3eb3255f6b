import { useMemo } from 'react';
import { dayWords, lengthWords } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import { clockWords } from './clocks.ts';
import type { GridItem, GridStation } from './grid/grid-model.ts';

/** What is read aloud and shown at the pointer of an item or a day of the grid. */
export function useItemWords() {
  const { t } = useWords('schedule');
  return useMemo(
    () => ({
      item: (item: GridItem, day: string): string => {
        const at = t('item.label', { time: clockWords(item.clock), day: dayWords(day), title: item.title });
        if (!item.isGap) return `${at}, ${lengthWords(item.seconds)}`;
        return `${at}. ${t('item.gap')}: ${reasonWords(item.reason)}`;
      },
      /** Of a day without items. */
      day: ({ short }: GridStation, day: string, quiet: string | null): string =>
        [short, dayWords(day), quiet, t('day.empty')].filter(Boolean).join(', '),
    }),
    [t],
  );
}

/** Why something is not on the air, with the name of the quiet day or the daypart. */
export const reasonWords = (reason: GridItem['reason']): string => {
  if (!reason) return '';
  const words = codeWord('BroadcastReason', reason.code);
  return reason.note ? `${words} (${reason.note})` : words;
};

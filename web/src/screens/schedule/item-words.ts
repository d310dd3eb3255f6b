import { useMemo } from 'react';
import { dayWords, lengthWords } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import { clockWords } from '../../parts/schedule/clocks.ts';
import type { GridItem, GridStation } from './grid/grid-model.ts';

export type ItemWords = ReturnType<typeof useItemWords>;

/** What is read aloud and shown at the pointer of an item or a day of the grid: asked for once, not by each of its cells. */
export function useItemWords() {
  const { t } = useWords('schedule');
  return useMemo(() => {
    const gap = t('item.gap');
    return {
      /** @param day as `dayWords` has it */
      item: (item: GridItem, day: string): string => {
        const at = `${clockWords(item.clock)} ${day}, ${item.title}`;
        return item.isGap ? `${at}. ${gap}: ${reasonWords(item.reason)}` : `${at}, ${lengthWords(item.seconds)}`;
      },
      closed: t('day.closed'),
      minutes: { unit: t('minutes.unit'), title: t('minutes.title') },
      /** Of a day without items. */
      day: ({ short }: GridStation, day: string, quiet: string | null): string =>
        [short, dayWords(day), quiet, t('day.empty')].filter(Boolean).join(', '),
    };
  }, [t]);
}

/** Why something is not on the air, with the name of the quiet day or the daypart. */
export const reasonWords = (reason: GridItem['reason']): string => {
  if (!reason) return '';
  const words = codeWord('BroadcastReason', reason.code);
  return reason.note ? `${words} (${reason.note})` : words;
};

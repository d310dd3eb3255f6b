import { Stack, Text } from '../../ui/core.ts';
import { numberWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import type { Transcoding } from './queries.ts';
import './words.vi.ts';

/** The loudness as it was handed in and as stations play it, and whether it misses the target. */
export function LoudnessLine({ transcoding: { loudness, shortfall } }: { transcoding: Transcoding }) {
  const { t } = useWords('programs');
  if (!loudness) return null;
  const { before, after } = loudness;
  const made = after['speech'] ?? Object.values(after)[0];
  const isKnown = before.lufs !== null && made?.lufs !== null && made !== undefined;
  return (
    <Stack gap={2}>
      <Text c="dimmed">
        {isKnown
          ? t('loudness.change', { before: decibels(before.lufs), after: decibels(made.lufs) })
          : t('loudness.none')}
      </Text>
      {shortfall && <Text c="var(--vang-waiting)">{t(`shortfalls.${shortfall}`)}</Text>}
    </Stack>
  );
}

/** With the minus sign of print. */
const decibels = (value: number | null): string => numberWords(value ?? 0, 1).replace('-', '−');

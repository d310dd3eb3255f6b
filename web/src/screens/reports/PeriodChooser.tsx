import { ActionIcon, Group, Text } from '../../ui/core.ts';
import { SegmentedControl } from '../../ui/desk.ts';
import { IconChevronLeft, IconChevronRight } from '../../ui/icons.ts';
import { useWords } from '../../words/words.ts';
import { type Period, periodAfter, periodBefore, periodOf, periodParts } from './period.ts';

interface Props {
  period: Period;
  today: string;
  onChange: (period: Period) => void;
}

const SPANS = ['week', 'month'] as const;

/** `[Tuần|Tháng] [<] Tháng 11/2026 [>]`: no period that has not begun. */
export function PeriodChooser({ period, today, onChange }: Props) {
  const { t } = useWords('reports');
  const { span, until } = period;
  const next = periodAfter(period);
  const change = (other: string) => onChange(periodOf(other as Period['span'], until < today ? until : today));
  return (
    <Group gap="xs">
      <SegmentedControl
        aria-label={t('span')}
        value={span}
        onChange={change}
        data={SPANS.map((value) => ({ value, label: t(`spans.${value}`) }))}
      />
      <Group gap="xs" wrap="nowrap">
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t(`previous.${span}`)}
          onClick={() => onChange(periodBefore(period))}
        >
          <IconChevronLeft size={20} />
        </ActionIcon>
        <Text component="span" aria-live="polite">
          {t(`period.${span}`, periodParts(period))}
        </Text>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t(`following.${span}`)}
          disabled={next.from > today}
          onClick={() => onChange(next)}
        >
          <IconChevronRight size={20} />
        </ActionIcon>
      </Group>
    </Group>
  );
}

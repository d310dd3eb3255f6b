import type { ReactNode } from 'react';
import { ActionIcon, Button, Group, NativeSelect, Text } from '../../ui/core.ts';
import { SegmentedControl } from '../../ui/desk.ts';
import { IconChevronLeft, IconChevronRight } from '../../ui/icons.ts';
import { addDays, dayAndMonth, dayWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import type { useView } from './use-view.ts';

interface Props extends Pick<ReturnType<typeof useView>, 'view' | 'show'> {
  segments: readonly { id: string; name: string }[];
  segmentId: string | undefined;
  /** Chooses whose schedule it is. */
  centre?: ReactNode;
  /** Buttons at the end. */
  children?: ReactNode;
}

/** Which days are looked at, and which segment is marked. */
export function Toolbar({ view, show, segments, segmentId, centre, children }: Props) {
  const { t } = useWords('schedule');
  const by = view.kind === 'day' ? 1 : 7;
  const move = (days: number) => show({ day: addDays(view.day, days) });
  return (
    <Group gap="xs" mb="xs">
      <SegmentedControl
        aria-label={t('view.label')}
        value={view.kind}
        onChange={(kind) => show({ kind: kind === 'day' ? 'day' : 'week' })}
        data={[
          { value: 'day', label: t('view.day') },
          { value: 'week', label: t('view.week') },
        ]}
      />
      <ActionIcon variant="default" size={36} aria-label={t('view.before')} onClick={() => move(-by)}>
        <IconChevronLeft size={20} />
      </ActionIcon>
      <Text fw={600} component="h1" aria-live="polite" miw={110} ta="center" fz="md">
        {spanWords(view)}
      </Text>
      <ActionIcon variant="default" size={36} aria-label={t('view.after')} onClick={() => move(by)}>
        <IconChevronRight size={20} />
      </ActionIcon>
      <Button variant="default" px="sm" onClick={() => show({ day: view.today })}>
        {t('view.now')}
      </Button>
      {centre}
      {segments.length > 0 && (
        <NativeSelect
          aria-label={t('segment.label')}
          value={segmentId ?? 'none'}
          onChange={({ currentTarget }) => show({ segment: currentTarget.value })}
          data={[
            ...segments.map(({ id, name }) => ({ value: id, label: name })),
            { value: 'none', label: t('segment.none') },
          ]}
        />
      )}
      <Group gap="xs" ml="auto">
        {children}
      </Group>
    </Group>
  );
}

/** `23/11–29/11`, or `thứ Ba 24/11`. */
const spanWords = ({ kind, from, until }: Props['view']): string =>
  kind === 'day' ? dayWords(from) : `${dayAndMonth(from)}–${dayAndMonth(until)}`;

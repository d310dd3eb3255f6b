import { Failure } from '../../parts/Failure.tsx';
import { type Choice, Choices } from '../../parts/schedule/Choices.tsx';
import { useDoing } from '../../parts/schedule/doing-context.ts';
import { Sheet } from '../../parts/Sheet.tsx';
import { Stack } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import type { ComingNotice } from './coming.ts';
import { slotWords } from './use-notice-words.ts';

interface Props {
  notice: ComingNotice | undefined;
  coming: readonly ComingNotice[];
  onClose: () => void;
}

/** Takes a notice off: one broadcast of several, or all; each says first what it does. */
export function WithdrawSheet({ notice, coming, onClose }: Props) {
  const { t } = useWords('notice');
  const { run, isRunning, error } = useDoing();
  const because = t('withdraw.because');
  const optionsOf = ({ item, local }: ComingNotice): Choice[] => {
    const { entryId, onDay, slot } = item;
    const all = { key: 'all', operations: [{ op: 'withdraw' as const, entryId, because }] };
    const isOnly = coming.every((other) => other.item === item || other.item.entryId !== entryId);
    if (isOnly) return [{ ...all, label: t('withdraw.only') }];
    const exception = { action: 'skip' as const, from: onDay, until: null, slot, note: because };
    const nothing = { stationId: null, toDay: null, toTime: null, programId: null };
    const skip = { op: 'except' as const, entryId, exception: { ...exception, ...nothing } };
    return [
      { key: 'this', label: t('withdraw.this', { when: slotWords(local) }), operations: [skip] },
      { ...all, label: t('withdraw.all') },
    ];
  };
  return (
    <Sheet
      opened={notice !== undefined}
      title={notice && t('withdraw.title', { title: notice.item.title })}
      onClose={onClose}
    >
      <Stack gap="sm">
        {notice && (
          <Choices
            options={optionsOf(notice)}
            disabled={isRunning}
            onChoose={({ operations }) => {
              run(operations, t('done.withdrawn'));
              onClose();
            }}
          />
        )}
        {error && <Failure error={error} />}
      </Stack>
    </Sheet>
  );
}

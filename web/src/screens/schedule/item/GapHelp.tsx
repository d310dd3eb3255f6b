import { useQuery } from '../../../api/query.ts';
import { useMay } from '../../../session/me.tsx';
import { Anchor, Button, Stack, Text } from '../../../ui/core.ts';
import { Link } from '../../../ui/routing.ts';
import { codeWord, useWords } from '../../../words/words.ts';
import { Choices } from '../../../parts/schedule/Choices.tsx';
import { useDoing } from '../../../parts/schedule/doing-context.ts';
import { gapsQuery } from '../queries.ts';
import { type Operation, type TimelineItem } from '../../../parts/schedule/queries.ts';
import type { ItemMode } from './item-mode.ts';
import { leaveOutOf, type Occurrence, withdrawalOf } from './occurrence-operations.ts';

interface Props {
  occurrence: Occurrence;
  others: readonly TimelineItem[];
  today: string;
  onMode: (mode: ItemMode) => void;
}

/** Where a rule has to be changed, and where something has to be approved. */
const ELSEWHERE = {
  'widen-hours': ['/quan-tri', 'rules:manage'],
  'open-quiet-day': ['/quan-tri', 'rules:manage'],
  'raise-limit': ['/quan-tri', 'rules:manage'],
  'serve-station': ['/dai', 'stations:manage'],
  'lift-stop': ['/dai', 'schedule:write'],
  'approve-program': ['/duyet', 'programs:approve'],
  'extend-program': ['/thu-vien', 'programs:write'],
} as const;

/** What can be done about a gap, the likeliest first. */
export function GapHelp({ occurrence, others, today, onMode }: Props) {
  const { t } = useWords('schedule');
  const { t: scheduling } = useWords('scheduling');
  const { run, isRunning } = useDoing();
  const { item, stationId, day } = occurrence;
  const gaps = useQuery(gapsQuery(stationId, day)).data?.items ?? [];
  const gap = gaps.find(
    ({ entryId, onDay, slot }) => entryId === item.entryId && onDay === item.onDay && slot === item.slot,
  );
  const other = gap?.clashesWith && others.find(({ entryId }) => entryId === gap.clashesWith?.entryId);
  const leaveOut = leaveOutOf(occurrence);
  const options: { key: string; label: string; operations: Operation[] }[] = (gap?.remedies ?? []).flatMap((remedy) => {
    if (remedy === 'withdraw-the-other' && other) {
      const operations = withdrawalOf({ ...occurrence, item: other }, 'here', today, t('withdraw.usual')) ?? [];
      return { key: remedy, label: t('gap.withdrawOther', { title: other.title, time: other.time }), operations };
    }
    if (remedy === 'leave-this-station-out' && leaveOut) {
      return { key: remedy, label: t('gap.leaveOut'), operations: leaveOut };
    }
    return [];
  });
  return (
    <Stack gap="xs" align="stretch">
      <Text fw={600}>{t('gap.what')}</Text>
      {gap?.remedies.includes('another-time') && (
        <Button variant="default" onClick={() => onMode('move')}>
          {scheduling('ways.another-time')}
        </Button>
      )}
      {gap?.remedies.includes('another-program') && (
        <Button variant="default" onClick={() => onMode('replace')}>
          {t('item.replace')}
        </Button>
      )}
      {gap?.remedies.includes('withdraw-entry') && (
        <Button variant="default" onClick={() => onMode('withdraw')}>
          {t('item.withdraw')}
        </Button>
      )}
      <Choices
        options={options}
        disabled={isRunning}
        onChoose={({ operations }) => run(operations, t('done.settled'))}
      />
      {gap?.remedies.map(
        (remedy) => remedy in ELSEWHERE && <Elsewhere key={remedy} remedy={remedy as keyof typeof ELSEWHERE} />,
      )}
    </Stack>
  );
}

/** What is done on another page, by whoever may. */
function Elsewhere({ remedy }: { remedy: keyof typeof ELSEWHERE }) {
  const { t } = useWords('schedule');
  const [path, permission] = ELSEWHERE[remedy];
  const words = codeWord('GapRemedy', remedy);
  if (!useMay(permission)) return <Text c="dimmed">{t('gap.ask', { what: words })}</Text>;
  return (
    <Anchor component={Link} to={path}>
      {words}
    </Anchor>
  );
}

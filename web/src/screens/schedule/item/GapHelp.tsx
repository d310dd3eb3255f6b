import { useQuery } from '../../../api/query.ts';
import { useMay } from '../../../session/me.tsx';
import { Anchor, Button, Stack, Text } from '../../../ui/core.ts';
import { Link } from '../../../ui/routing.ts';
import { codeWord, useWords } from '../../../words/words.ts';
import { Choices } from '../../../parts/schedule/Choices.tsx';
import { useDoing } from '../../../parts/schedule/doing-context.ts';
import { gapsQuery } from '../queries.ts';
import type { TimelineItem } from '../../../parts/schedule/queries.ts';
import type { ItemMode } from './item-mode.ts';
import { useGapChoices } from './use-gap-choices.ts';
import type { Occurrence } from './occurrence-operations.ts';

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

/** What can be done about a gap: where its cause is mended, another time, and last what takes something off the schedule. */
export function GapHelp({ occurrence, others, today, onMode }: Props) {
  const { t } = useWords('schedule');
  const { t: scheduling } = useWords('scheduling');
  const { run, isRunning } = useDoing();
  const { item, stationIds, day } = occurrence;
  const found = useQuery(gapsQuery(item.entryId, day)).data?.items ?? [];
  const gaps = found.filter(
    ({ stationId, onDay, slot }) => stationIds.includes(stationId) && onDay === item.onDay && slot === item.slot,
  );
  const options = useGapChoices(occurrence, gaps, others, today);
  const remedies = gaps[0]?.remedies ?? [];
  return (
    <Stack gap="xs" align="stretch">
      <Text fw={600}>{t('gap.what')}</Text>
      {remedies.map(
        (remedy) => remedy in ELSEWHERE && <Elsewhere key={remedy} remedy={remedy as keyof typeof ELSEWHERE} />,
      )}
      {remedies.includes('another-time') && (
        <Button variant="default" onClick={() => onMode('move')}>
          {scheduling('ways.another-time')}
        </Button>
      )}
      <Button variant="default" onClick={() => onMode('replace')}>
        {t('item.replace')}
      </Button>
      <Choices
        options={options}
        disabled={isRunning}
        onChoose={({ operations }) => run(operations, t('done.settled'))}
      />
      <Button variant="default" onClick={() => onMode('withdraw')}>
        {t('gap.withdraw')}
      </Button>
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

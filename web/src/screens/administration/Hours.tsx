import { useQuery } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { Button, Group, Stack, Text } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { CentreChoice } from './CentreChoice.tsx';
import { rulesQuery } from './rule-queries.ts';
import { KINDS, type RuleKind } from './rules.ts';
import { RulesForm } from './RulesForm.tsx';
import { StationOrCentre } from './StationOrCentre.tsx';
import { StationRules } from './StationRules.tsx';

/** `/quan-tri/khung-gio`: when stations may air, how much, and quiet days (`?loai=`), of a centre or of one station (`?dai=`). */
export function Hours() {
  const { t } = useWords('administration');
  const [asked, change] = useAddress({ kind: 'loai' });
  const kind = KINDS.find((one) => one === asked.kind) ?? 'hours';
  return (
    <Stack>
      <Group gap="xs" role="group" aria-label={t('tabs.hours')}>
        {KINDS.map((one) => (
          <Button
            key={one}
            variant={one === kind ? 'filled' : 'default'}
            aria-pressed={one === kind}
            onClick={() => change({ kind: one })}
          >
            {t(`hours.kinds.${one}`)}
          </Button>
        ))}
      </Group>
      <Text c="dimmed">{t(`hours.explain.${kind}`)}</Text>
      <CentreChoice>
        {(centre) => (
          <StationOrCentre key={centre.id} centre={centre}>
            {(station) =>
              station ? (
                <StationRules key={`${station.id} ${kind}`} station={station} centre={centre} kind={kind} />
              ) : (
                <CentreRules key={kind} centreId={centre.id} timeZone={centre.timeZone} kind={kind} />
              )
            }
          </StationOrCentre>
        )}
      </CentreChoice>
    </Stack>
  );
}

function CentreRules({ centreId, timeZone, kind }: { centreId: string; timeZone: string; kind: RuleKind }) {
  const owner = { kind: 'centre', id: centreId } as const;
  const answer = useQuery(rulesQuery(owner, kind));
  return (
    <>
      {answer.isError && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Waiting />}
      {answer.data && <RulesForm key={answer.data.revision} owner={owner} timeZone={timeZone} rules={answer.data} />}
    </>
  );
}

import { useQuery } from '../../../api/query.ts';
import { Consequences, takenOff } from '../../../parts/Consequences.tsx';
import { Failure } from '../../../parts/Failure.tsx';
import type { Program } from '../../../parts/programs/queries.ts';
import { ReasonPanel } from '../../../parts/ReasonPanel.tsx';
import { Waiting } from '../../../parts/Waiting.tsx';
import { Stack, Text } from '../../../ui/core.ts';
import { momentWords, numberWords } from '../../../words/formats.ts';
import { HERE } from '../../../words/here.ts';
import { useWords } from '../../../words/words.ts';
import { revocationQuery } from '../queries.ts';
import { TakesOff, TimesTakenOff } from './TakesOff.tsx';
import { isNewestInForce, useRevoke } from './use-revoke.ts';

interface Props {
  program: Program;
  onClose: () => void;
}

/** Takes the approved version off the air until one is approved again: first what that does, by a dry run. */
export function RevokePanel({ program, onClose }: Props) {
  const { t } = useWords('library');
  const { id, title, inForce } = program;
  const { data: tried, error, refetch } = useQuery(revocationQuery(id));
  const revoke = useRevoke(program, onClose);
  const consequences = tried?.consequences;
  const count = consequences ? takenOff(consequences.totals) : 0;
  const figures = { broadcasts: numberWords(count), stations: numberWords(consequences?.stations ?? 0) };
  return (
    <ReasonPanel
      title={t('revoke.title', { title })}
      action={count > 0 ? t('revoke.action', figures) : t('revoke.actionAlone')}
      onClose={onClose}
      onSubmit={(because) => revoke.mutate(because)}
      isPending={revoke.isPending}
      error={revoke.error}
    >
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!tried && !error && <Waiting lines={2} />}
      {consequences === null && <TakesOff id={id} />}
      {consequences && (
        <Stack gap={4}>
          <Consequences of={consequences} />
          {count > 0 && <TimesTakenOff id={id} />}
        </Stack>
      )}
      {inForce && (
        <Text>
          {t('revoke.version', { when: momentWords(inForce.approvedAt, HERE), who: inForce.approvedBy.name })}
        </Text>
      )}
      <Text>{t(isNewestInForce(program) ? 'revoke.explain' : 'revoke.explainOlder')}</Text>
    </ReasonPanel>
  );
}

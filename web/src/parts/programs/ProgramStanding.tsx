import { useQuery } from '../../api/query.ts';
import { Progress } from '../../ui/desk.ts';
import { Stack, Text } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { type Program, transcodingQuery } from './queries.ts';
import { standingOf } from './standing.ts';
import { StandingMark } from './StandingMark.tsx';

/** How far a program is; while its audio is made fit for the air, step by step. */
export function ProgramStanding({ program }: { program: Program }) {
  const standing = standingOf(program);
  if (standing === 'processing') return <Steps id={program.id} />;
  return <StandingMark standing={standing} />;
}

function Steps({ id }: { id: string }) {
  const { t } = useWords('programs');
  const { data } = useQuery(transcodingQuery(id));
  const step = data?.state === 'running' && data.step ? t(`steps.${data.step}`) : t('queued');
  const percent = data?.state === 'running' ? data.progress : 0;
  return (
    <Stack gap={4} miw={130}>
      <StandingMark standing="processing">
        {step} {percent > 0 && <Text component="span" inherit className="digits">{`${percent}%`}</Text>}
      </StandingMark>
      <Progress value={percent} size="sm" aria-label={step} />
    </Stack>
  );
}

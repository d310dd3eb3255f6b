import { useQuery } from '../../api/query.ts';
import { stationQuery } from '../../parts/station-query.ts';
import { useTopicAndGenre } from '../../parts/programs/lists.ts';
import type { Program } from '../../parts/programs/queries.ts';
import { Stack, Text, Title } from '../../ui/core.ts';
import { capital, lengthWords } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import { useNextHeading } from './use-next.ts';
import { useWhen } from './when.ts';

/** Who sent what, when it airs, and what is announced of it. */
export function About({ program }: { program: Program }) {
  const { t } = useWords('approval');
  const { t: words } = useWords('programs');
  const when = useWhen();
  const heading = useNextHeading();
  const { topicOf, genreOf } = useTopicAndGenre();
  const station = useQuery({ ...stationQuery(program.stationId ?? ''), enabled: program.stationId !== null }).data;
  const { original, createdBy, createdAt, nextAiring, seconds } = program;
  const sent = t('sent', {
    who: original?.uploadedBy.name ?? createdBy.name,
    when: when(original?.uploadedAt ?? createdAt),
  });
  const airs = nextAiring ? t('airs', { when: when(nextAiring.startsAt) }) : t('notPlanned');
  const kind = [capital(genreOf(program.genre)), topicOf(program.topic), program.segmentName]
    .filter(Boolean)
    .join(', ');
  const facts = [
    station && t('onlyAt', { station: station.name }),
    program.priority === 'normal' ? null : `${words('facts.priority')}: ${codeWord('Priority', program.priority)}`,
    program.sourceOffice && `${words('fields.sourceOffice')}: ${program.sourceOffice}`,
    program.legalTexts.length > 0 && `${words('fields.legalTexts')}: ${program.legalTexts.join('; ')}`,
  ].filter(Boolean);
  return (
    <Stack gap={4}>
      <Title ref={heading} tabIndex={-1} order={2} size="h2" style={{ overflowWrap: 'anywhere' }}>
        {program.title}
      </Title>
      <Text className="digits">{[sent, airs].join(', ')}</Text>
      <Text c="dimmed">{[kind, seconds === null ? '' : lengthWords(seconds)].filter(Boolean).join(', ')}</Text>
      {facts.map((fact) => (
        <Text key={String(fact)}>{fact}</Text>
      ))}
    </Stack>
  );
}

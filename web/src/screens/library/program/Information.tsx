import { useTopicAndGenre } from '../../../parts/programs/lists.ts';
import type { Program } from '../../../parts/programs/queries.ts';
import { Box, Title } from '../../../ui/core.ts';
import { capital } from '../../../words/formats.ts';
import { fullDay, lengthWords, momentWords } from '../../../words/formats.ts';
import { sizeWords } from '../../../words/sizes.ts';
import { HERE } from '../../../words/here.ts';
import { codeWord, useWords } from '../../../words/words.ts';
import styles from './Program.module.css';

/** What is known about a program. */
export function Information({ program }: { program: Program }) {
  const { t } = useWords('library');
  const { t: words } = useWords('programs');
  const { topicOf, genreOf } = useTopicAndGenre();
  const { original } = program;
  const facts: [label: string, value: string | null][] = [
    [words('fields.topic'), topicOf(program.topic)],
    [words('fields.genre'), capital(genreOf(program.genre))],
    [words('fields.segmentId'), program.segmentName],
    [words('facts.length'), program.seconds === null ? null : lengthWords(program.seconds)],
    [words('facts.owner'), program.ownerName],
    [words('facts.sender'), original?.uploadedBy.name ?? program.createdBy.name],
    [words('facts.sentAt'), momentWords(original?.uploadedAt ?? program.createdAt, HERE)],
    [words('fields.sourceOffice'), program.sourceOffice],
    [words('fields.origin'), capital(codeWord('ProgramOrigin', program.origin))],
    [words('fields.legalTexts'), program.legalTexts.join('; ')],
    [words('facts.priority'), capital(codeWord('Priority', program.priority))],
    [words('facts.expiresOn'), program.expiresOn ? fullDay(program.expiresOn) : null],
    [words('facts.file'), original && `${original.fileName}, ${sizeWords(original.bytes)}`],
  ];
  return (
    <Box component="section" className={styles.section}>
      <Title order={2} size="h4" mb="sm">
        {t('program.information')}
      </Title>
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <Fact key={label} label={label} value={value ?? ''} />
          ))}
      </dl>
    </Box>
  );
}

const Fact = ({ label, value }: { label: string; value: string }) => (
  <>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </>
);

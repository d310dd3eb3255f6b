import type { Schemas } from '../../api/client.ts';
import { useQuery } from '../../api/query.ts';
import { useTopicAndGenre } from '../../parts/programs/lists.ts';
import { type Program, segmentsQuery } from '../../parts/programs/queries.ts';
import { Box, Text } from '../../ui/core.ts';
import { codeWord, useWords } from '../../words/words.ts';
import styles from './Approval.module.css';

/** What is new since the version that airs now. */
export function Changes({ program: { changedSinceApproval } }: { program: Program }) {
  const { t } = useWords('approval');
  const { t: words } = useWords('programs');
  const valueWords = useValueWords();
  if (!changedSinceApproval) return null;
  const { audio, fields } = changedSinceApproval;
  if (!audio && fields.length === 0) return null;
  return (
    <Box className={styles.notice}>
      <Text fw={600}>{t('changes')}</Text>
      <ul className={styles.list}>
        {audio && <li>{t('newAudio')}</li>}
        {fields.map(({ field, before, after }) => (
          <li key={field}>
            {t('changed', {
              field: words(`fields.${field}`),
              before: valueWords(field, before),
              after: valueWords(field, after),
            })}
          </li>
        ))}
      </ul>
    </Box>
  );
}

/** A value of the description as people read it, never its code. */
function useValueWords(): (field: Schemas['DescriptionField'], value: unknown) => string {
  const { t } = useWords('programs');
  const { topicOf, genreOf } = useTopicAndGenre();
  const segments = useQuery(segmentsQuery).data?.items ?? [];
  return (field, value) => {
    if (Array.isArray(value)) return value.length > 0 ? value.join('; ') : t('facts.none');
    if (typeof value !== 'string') return t('facts.none');
    if (field === 'topic') return topicOf(value);
    if (field === 'genre') return genreOf(value);
    if (field === 'origin') return codeWord('ProgramOrigin', value as Schemas['ProgramOrigin']);
    if (field === 'segmentId') return segments.find(({ id }) => id === value)?.name ?? '';
    return value === '' ? t('facts.none') : value;
  };
}

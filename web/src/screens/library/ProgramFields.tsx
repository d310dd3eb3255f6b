import type { ReactNode } from 'react';
import { useQuery } from '../../api/query.ts';
import { DayField } from '../../parts/DayField.tsx';
import { genresQuery, type Program, segmentsQuery, topicsQuery } from '../../parts/programs/queries.ts';
import { CODE_WORDS } from '../../generated/code-words.ts';
import { NativeSelect, Textarea, TextInput } from '../../ui/core.ts';
import { SimpleGrid } from '../../ui/desk.ts';
import { capital } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import type { Draft } from './draft.ts';

interface Props {
  draft: Draft;
  onChange: (draft: Draft) => void;
  fault: (field: string) => string | undefined;
  owner: Program;
}

/** The fields about a program. */
export function ProgramFields({ draft, onChange, fault, owner }: Props): ReactNode {
  const { t } = useWords('library');
  const { t: words } = useWords('programs');
  const topics = useQuery(topicsQuery).data?.items ?? [];
  const genres = useQuery(genresQuery).data?.items ?? [];
  const segments = useQuery(segmentsQuery).data?.items ?? [];
  const field = <Name extends keyof Draft>(name: Name) => ({
    value: draft[name],
    error: fault(name),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...draft, [name]: event.currentTarget.value }),
  });
  const named = (list: typeof topics | typeof genres) =>
    list.map(({ code, name }) => ({ value: code, label: capital(name.vi) }));
  const coded = (list: Record<string, string>) =>
    Object.entries(list).map(([value, label]) => ({ value, label: capital(label) }));
  const suiting = segments.filter(({ centreId, id }) => centreId === owner.centreId || id === owner.segmentId);
  return (
    <>
      <TextInput label={words('fields.title')} required maxLength={300} data-autofocus {...field('title')} />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <NativeSelect label={words('fields.topic')} data={named(topics)} {...field('topic')} />
        <NativeSelect label={words('fields.genre')} data={named(genres)} {...field('genre')} />
        <NativeSelect
          label={words('fields.segmentId')}
          data={[
            { value: '', label: t('edit.noSegment') },
            ...(owner.centreId ? suiting : segments).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          {...field('segmentId')}
        />
        <NativeSelect label={words('fields.origin')} data={coded(CODE_WORDS.ProgramOrigin)} {...field('origin')} />
        <TextInput label={words('fields.sourceOffice')} maxLength={200} {...field('sourceOffice')} />
        <NativeSelect label={words('facts.priority')} data={coded(CODE_WORDS.Priority)} {...field('priority')} />
      </SimpleGrid>
      <Textarea
        label={words('fields.legalTexts')}
        description={t('edit.legalTextsHint')}
        autosize
        minRows={2}
        {...field('legalTexts')}
      />
      <DayField
        label={words('facts.expiresOn')}
        value={draft.expiresOn}
        error={fault('expiresOn')}
        onChange={(expiresOn) => onChange({ ...draft, expiresOn })}
      />
    </>
  );
}

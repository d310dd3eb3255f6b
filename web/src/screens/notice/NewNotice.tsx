import { type FormEvent, useState } from 'react';
import { Problem } from '../../api/problem.ts';
import { useMutation, useQuery, useQueryClient } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { addProgram, topicsQuery } from '../../parts/programs/queries.ts';
import { uploads } from '../../parts/uploads/uploads.ts';
import { useUploads } from '../../parts/uploads/use-uploads.ts';
import { Button, NativeSelect, TextInput, Title } from '../../ui/core.ts';
import { useLocation, useNavigate } from '../../ui/routing.ts';
import { capital } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { AudioField } from './AudioField.tsx';
import { Back } from './Back.tsx';
import styles from './Notice.module.css';

/** Most notices are about none of the content areas that are reported on. */
const USUAL_TOPIC = 'other';

/** The audio of a notice, its name and topic; it is sent while the hour is chosen on the next page. */
export function NewNotice({ stationId }: { stationId: string }) {
  const { t } = useWords('notice');
  const navigate = useNavigate();
  const { search } = useLocation();
  const client = useQueryClient();
  useUploads();
  const topics = useQuery(topicsQuery).data?.items ?? [];
  const [file, setFile] = useState<File>();
  const [title, setTitle] = useState('');
  const [topic, setTopic] = useState(USUAL_TOPIC);
  const [isTried, setTried] = useState(false);
  const add = useMutation({
    mutationFn: (audio: File) => {
      const about = { title: title.trim(), topic, genre: 'notice', origin: 'commune' as const, stationId };
      return addProgram({ ...about, ...PLAIN }).then((program) => ({ program, audio }));
    },
    onSuccess: ({ program, audio }) => {
      uploads.addTo(program, audio);
      void client.invalidateQueries({ queryKey: ['programs'] });
      void navigate({ pathname: `/thong-bao/${program.id}`, search }, { replace: true });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (file && title.trim() !== '' && topic !== '') return add.mutate(file);
    const form = event.currentTarget;
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const titleFault = add.error instanceof Problem ? add.error.fault('title') : undefined;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Back to="/thong-bao" words={t('title')} />
      <Title order={1} className={styles.title ?? ''}>
        {t('form.title')}
      </Title>
      <AudioField file={file} onChange={setFile} fault={isTried && !file ? t('form.noAudio') : undefined} />
      <TextInput
        size="lg"
        label={t('form.name')}
        placeholder={t('form.nameHint')}
        maxLength={300}
        value={title}
        error={titleFault ?? (isTried && title.trim() === '' ? t('form.noName') : undefined)}
        onChange={({ currentTarget }) => setTitle(currentTarget.value)}
      />
      <NativeSelect
        size="lg"
        label={t('form.topic')}
        value={topic}
        data={topics.map(({ code, name }) => ({ value: code, label: capital(name.vi) }))}
        onChange={({ currentTarget }) => setTopic(currentTarget.value)}
      />
      {add.error && titleFault === undefined && <Failure error={add.error} />}
      <Button type="submit" size="lg" h={56} className={styles.primary ?? ''} loading={add.isPending}>
        {t('form.submit')}
      </Button>
    </form>
  );
}

/** What a notice has nothing special of. */
const PLAIN = {
  segmentId: null,
  sourceOffice: null,
  legalTexts: [],
  language: 'vi',
  priority: 'normal' as const,
  expiresOn: null,
};

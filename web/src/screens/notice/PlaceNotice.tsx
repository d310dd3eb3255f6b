import { type FormEvent, useState } from 'react';
import { useQuery } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { programQuery } from '../../parts/programs/queries.ts';
import { isClash } from '../../parts/schedule/clash/clashes.ts';
import { useDoing } from '../../parts/schedule/doing-context.ts';
import { tryQuery } from '../../parts/schedule/queries.ts';
import { useLater } from '../../parts/schedule/use-later.ts';
import { useNow } from '../../parts/use-now.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { Button, Title } from '../../ui/core.ts';
import { Checkbox } from '../../ui/desk.ts';
import { useParams } from '../../ui/routing.ts';
import { dayAt } from '../../words/formats.ts';
import { HERE } from '../../words/here.ts';
import { useWords } from '../../words/words.ts';
import { AudioState } from './AudioState.tsx';
import { Back } from './Back.tsx';
import styles from './Notice.module.css';
import { Outcome } from './Outcome.tsx';
import { placingOf } from './placing.ts';
import { aheadQuery } from './queries.ts';
import { SlotFields } from './SlotFields.tsx';

const TYPING_MS = 350;
const EVERY_MS = 30_000;
/** Until its length is known. */
const USUAL_SECONDS = 120;

/** When a program of the commune airs: what it will do is shown before it is done. */
export function PlaceNotice({ stationId }: { stationId: string }) {
  const { t } = useWords('notice');
  const { id = '' } = useParams();
  const { run, isRunning, error, reset } = useDoing();
  const now = useNow(EVERY_MS);
  const program = useQuery(programQuery(id));
  const ahead = useQuery(aheadQuery(stationId, dayAt(now, HERE)));
  const [slots, setSlots] = useState<readonly string[]>([]);
  const [isUrgent, setUrgent] = useState(false);
  const isReady = program.data?.state === 'ready' || Boolean(program.data?.inForce);
  const placing = placingOf(slots, { stationId, programId: id, isUrgent });
  const asked = useLater(placing, TYPING_MS);
  const tried = useQuery({ ...tryQuery(asked), enabled: isReady && asked.length > 0 });
  const isCurrent = JSON.stringify(asked) === JSON.stringify(placing);
  const isMet = isCurrent && isClash(tried.error);
  const failed = program.error ?? ahead.error;
  if (failed && !(program.data && ahead.data)) {
    return <Failure error={failed} onRetry={() => void Promise.all([program.refetch(), ahead.refetch()])} />;
  }
  if (!program.data || !ahead.data) return <Waiting />;
  const seconds = program.data.inForce?.seconds ?? program.data.seconds ?? USUAL_SECONDS;
  // What refused the last try is not true of another one.
  const change = (set: () => void) => {
    reset();
    set();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && placing.length > 0) run(placing, t('done.placed'));
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Back to="/thong-bao" words={t('title')} />
      <Title order={1} className={styles.title ?? ''}>
        {program.data.title}
      </Title>
      <AudioState program={program.data} />
      <SlotFields
        timeline={ahead.data}
        seconds={seconds}
        now={now}
        onChange={(chosen) => change(() => setSlots(chosen))}
      />
      <Checkbox
        size="lg"
        label={t('when.urgent')}
        checked={isUrgent}
        onChange={({ currentTarget: { checked } }) => change(() => setUrgent(checked))}
      />
      <Outcome
        isReady={isReady}
        isChosen={placing.length > 0}
        data={isCurrent ? tried.data : undefined}
        error={error ?? (isCurrent ? tried.error : null)}
      />
      {!isMet && (
        <Button
          type="submit"
          size="lg"
          h={56}
          className={styles.primary ?? ''}
          loading={isRunning}
          disabled={!isReady || placing.length === 0}
        >
          {t('submit')}
        </Button>
      )}
    </form>
  );
}

import { useQuery } from '../../api/query.ts';
import type { Program } from '../../parts/programs/queries.ts';
import { AudioStanding } from '../../parts/uploads/AudioStanding.tsx';
import { useUploads } from '../../parts/uploads/use-uploads.ts';
import type { UploadItem } from '../../parts/uploads/upload-item.ts';
import { UploadState } from '../../parts/uploads/UploadState.tsx';
import { Button, Text } from '../../ui/core.ts';
import { Link, useLocation } from '../../ui/routing.ts';
import { useWords } from '../../words/words.ts';
import type { ComingNotice } from './coming.ts';
import styles from './Notice.module.css';
import { ownProgramsQuery } from './queries.ts';

const MOST = 5;

/** The commune's newest programs that have no hour: sent and not placed yet, or to be heard once more. */
export function Unplaced({ stationId, coming }: { stationId: string; coming: readonly ComingNotice[] }) {
  const { t } = useWords('notice');
  const uploads = useUploads();
  const programs = useQuery(ownProgramsQuery(stationId)).data?.items ?? [];
  const placed = new Set(coming.map(({ item }) => item.programId));
  const unplaced = programs.filter(({ id }) => !placed.has(id)).slice(0, MOST);
  if (unplaced.length === 0) return null;
  return (
    <section aria-labelledby="unplaced">
      <h2 id="unplaced" className={styles.head}>
        {t('unplaced.title')}
      </h2>
      {unplaced.map((program) => (
        <UnplacedRow key={program.id} program={program} upload={uploads.find((one) => one.programId === program.id)} />
      ))}
    </section>
  );
}

function UnplacedRow({ program, upload }: { program: Program; upload: UploadItem | undefined }) {
  const { t } = useWords('notice');
  const { search } = useLocation();
  const { approval } = program;
  return (
    <div className={styles.row}>
      <div className={styles.what}>
        <span className={styles.name}>{program.title}</span>
        {upload && upload.stage !== 'sent' ? <UploadState item={upload} /> : <AudioStanding program={program} />}
        {approval?.decision === 'sent-back' && approval.note !== null && (
          <Text>{t('unplaced.sentBack', { note: approval.note })}</Text>
        )}
      </div>
      <Button
        variant="default"
        size="lg"
        h={48}
        className={styles.narrow ?? ''}
        component={Link}
        to={{ pathname: `/thong-bao/${program.id}`, search }}
        aria-label={`${t('unplaced.place')}: ${program.title}`}
      >
        {t('unplaced.place')}
      </Button>
    </div>
  );
}

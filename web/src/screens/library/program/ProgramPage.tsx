import { Problem } from '../../../api/problem.ts';
import { useQuery } from '../../../api/query.ts';
import { Failure } from '../../../parts/Failure.tsx';
import { programQuery } from '../../../parts/programs/queries.ts';
import { Waiting } from '../../../parts/Waiting.tsx';
import { Anchor, Box, Stack, Text } from '../../../ui/core.ts';
import { IconChevronLeft } from '../../../ui/icons.ts';
import { Link, useParams } from '../../../ui/routing.ts';
import { useWords } from '../../../words/words.ts';
import { UploadPanel } from '../uploads/UploadPanel.tsx';
import { useUploads } from '../../../parts/uploads/use-uploads.ts';
import { Airings } from './Airings.tsx';
import { Decisions } from './Decisions.tsx';
import { Information } from './Information.tsx';
import styles from './Program.module.css';
import { ProgramAudit } from './ProgramAudit.tsx';
import { ProgramHead } from './ProgramHead.tsx';
import { Sound } from './Sound.tsx';

/** One program: its sound, what is known about it, where it airs and who decided what. */
export function ProgramPage() {
  const { t } = useWords('library');
  const { id = '' } = useParams();
  const { data: program, error, refetch } = useQuery(programQuery(id));
  const uploads = useUploads().filter(({ programId }) => programId === id);
  const isGone = error instanceof Problem && error.document.status === 404;
  return (
    <Stack gap="lg">
      <Anchor component={Link} to="/thu-vien" className={styles.back ?? ''}>
        <IconChevronLeft size={20} aria-hidden />
        {t('program.back')}
      </Anchor>
      {isGone && <Text role="alert">{t('program.notFound')}</Text>}
      {error && !isGone && <Failure error={error} onRetry={() => void refetch()} />}
      {!program && !error && <Waiting />}
      {program && !isGone && (
        <>
          <ProgramHead program={program} />
          <UploadPanel items={uploads} />
          <Sound key={program.original?.sha256 ?? ''} program={program} />
          <Box className={styles.columns}>
            <Information program={program} />
            <Stack gap="lg">
              <Airings program={program} />
              <Decisions program={program} />
              <ProgramAudit id={program.id} />
            </Stack>
          </Box>
        </>
      )}
    </Stack>
  );
}

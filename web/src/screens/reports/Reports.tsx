import { useQuery } from '../../api/query.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { useNow } from '../../parts/use-now.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { Group, NativeSelect, Stack, Text, Title } from '../../ui/core.ts';
import { Tabs } from '../../ui/desk.ts';
import { dayAt, dayWords, timeAt } from '../../words/formats.ts';
import { HERE } from '../../words/here.ts';
import { useWords } from '../../words/words.ts';
import { AirtimeReport } from './AirtimeReport.tsx';
import { CoverageReport } from './CoverageReport.tsx';
import { NotAiredReport } from './NotAiredReport.tsx';
import { PaperHead } from './PaperHead.tsx';
import { PeriodChooser } from './PeriodChooser.tsx';
import type { Period } from './period.ts';
import { centresQuery, segmentsQuery } from './queries.ts';
import styles from './Reports.module.css';
import { useView } from './use-view.ts';
import type { View } from './view.ts';
import './words.vi.ts';

const A_MINUTE_MS = 60_000;

/** `/bao-cao`: did every commune air it, how much was heard, and why not. */
export default function Reports() {
  const { t } = useWords('reports');
  const today = dayAt(useNow(A_MINUTE_MS), HERE);
  const [view, change] = useView(today);
  const centres = useQuery(centresQuery);
  const centre = centres.data?.items.find(({ id }) => id === view.centreId) ?? centres.data?.items[0];
  return (
    <Stack className={styles.page ?? ''}>
      <Title order={1} className={styles.noPrint ?? ''}>
        {t('title')}
      </Title>
      {centres.isPending && <Waiting />}
      {centres.error && <Failure error={centres.error} onRetry={() => void centres.refetch()} />}
      {centres.data && !centre && <Empty why={t('noCentre')} />}
      {centre && (
        <>
          {(centres.data?.items.length ?? 0) > 1 && (
            <NativeSelect
              label={t('centre')}
              value={centre.id}
              data={(centres.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              onChange={({ currentTarget }) => change({ centreId: currentTarget.value })}
            />
          )}
          <CentreReports centre={centre} view={view} change={change} today={today} />
        </>
      )}
    </Stack>
  );
}

/** What is not over is never told as if it were. */
function AsOf({ span }: { span: Period['span'] }) {
  const { t } = useWords('reports');
  const now = useNow(A_MINUTE_MS);
  return <Text>{t(`asOf.${span}`, { time: `${timeAt(now, HERE)} ${dayWords(dayAt(now, HERE))}` })}</Text>;
}

interface CentreProps {
  centre: { id: string; name: string };
  view: View;
  change: (changes: Partial<View>) => void;
  today: string;
}

function CentreReports({ centre, view, change, today }: CentreProps) {
  const { t } = useWords('reports');
  const segments = useQuery(segmentsQuery(centre.id));
  const segment = segments.data?.items.find(({ id }) => id === view.segmentId) ?? segments.data?.items[0];
  const props = { centreId: centre.id, view };
  const isRunning = view.period.until >= today;
  return (
    <>
      <PaperHead centre={centre.name} segment={segment?.name ?? ''} view={view} />
      <Tabs
        value={view.report}
        onChange={(report) => change({ report: (report ?? 'coverage') as View['report'] })}
        className={styles.noPrint ?? ''}
      >
        <Tabs.List className={styles.tabs ?? ''}>
          {(['coverage', 'airtime', 'notAired'] as const).map((report) => (
            <Tabs.Tab key={report} value={report}>
              {t(`views.${report}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <Group align="flex-end" className={styles.noPrint ?? ''}>
        <PeriodChooser period={view.period} today={today} onChange={(period) => change({ period })} />
        {view.report !== 'airtime' && segment && (
          <NativeSelect
            label={t('segment')}
            value={segment.id}
            data={(segments.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={({ currentTarget }) => change({ segmentId: currentTarget.value })}
          />
        )}
      </Group>
      {isRunning && <AsOf span={view.period.span} />}
      {segments.error && <Failure error={segments.error} onRetry={() => void segments.refetch()} />}
      {segments.data && !segment && view.report !== 'airtime' && <Empty why={t('noSegment')} />}
      {view.report === 'coverage' && segment && <CoverageReport {...props} segmentId={segment.id} />}
      {view.report === 'airtime' && <AirtimeReport {...props} change={change} />}
      {view.report === 'notAired' && segment && <NotAiredReport {...props} segmentId={segment.id} />}
      <Text c="dimmed">{t('limits')}</Text>
      <div className={styles.signatures} aria-hidden>
        <span>{t('signature.left')}</span>
        <span>{t('signature.right')}</span>
      </div>
    </>
  );
}

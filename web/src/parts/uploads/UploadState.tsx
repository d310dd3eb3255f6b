import { useQuery } from '../../api/query.ts';
import { Progress } from '../../ui/desk.ts';
import { Text } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { Failure } from '../Failure.tsx';
import { useFindingWords } from '../programs/finding-words.ts';
import { programQuery, transcodingQuery } from '../programs/queries.ts';
import { StandingMark } from '../programs/StandingMark.tsx';
import { AudioStanding } from './AudioStanding.tsx';
import { percentOf, type UploadItem } from './upload-item.ts';
import './words.vi.ts';

/** How far a file on its way is, and what the service makes of it. */
export function UploadState({ item }: { item: UploadItem }) {
  const { t } = useWords('uploads');
  const percent = percentOf(item);
  if (item.stage === 'sent') return <Prepared id={item.programId ?? ''} />;
  if (item.stage === 'refused') return <Failure error={item.error} />;
  if (item.stage === 'interrupted') return <StandingMark standing="waiting">{t('again', { percent })}</StandingMark>;
  const word = t(item.stage === 'waiting' ? 'waiting' : 'sending');
  return (
    <>
      <StandingMark standing={item.stage === 'waiting' ? 'waiting' : 'processing'}>
        <span role="status">{word}</span> <span className="digits">{percent}%</span>
      </StandingMark>
      <Progress value={percent} aria-label={word} />
    </>
  );
}

/** What the service makes of it, step by step. */
function Prepared({ id }: { id: string }) {
  const { t } = useWords('programs');
  const { data } = useQuery(programQuery(id));
  if (!data) return <StandingMark standing="processing">{t('queued')}</StandingMark>;
  return (
    <>
      <AudioStanding program={data} />
      {data.state === 'ready' && (data.findings ?? 0) > 0 && <Found id={id} />}
    </>
  );
}

/** What was found in the audio, so that it is mended before somebody approves it. */
function Found({ id }: { id: string }) {
  const words = useFindingWords();
  const findings = useQuery(transcodingQuery(id)).data?.findings ?? [];
  return findings.map((finding, index) => (
    // Findings have no id, and never change their order.
    <Text key={index} c="var(--vang-waiting)">
      {words(finding)}
    </Text>
  ));
}

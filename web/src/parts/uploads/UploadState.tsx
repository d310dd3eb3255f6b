import { useQuery } from '../../api/query.ts';
import { Progress } from '../../ui/desk.ts';
import { useWords } from '../../words/words.ts';
import { Failure } from '../Failure.tsx';
import { ProgramStanding } from '../programs/ProgramStanding.tsx';
import { programQuery } from '../programs/queries.ts';
import { StandingMark } from '../programs/StandingMark.tsx';
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
  // It has arrived, and the program is about to say so.
  if (!data || data.state === 'awaiting-audio') return <StandingMark standing="processing">{t('queued')}</StandingMark>;
  return <ProgramStanding program={data} />;
}

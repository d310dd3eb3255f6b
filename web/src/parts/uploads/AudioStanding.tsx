import { useWords } from '../../words/words.ts';
import { ProgramStanding } from '../programs/ProgramStanding.tsx';
import type { Program } from '../programs/queries.ts';
import { StandingMark } from '../programs/StandingMark.tsx';
import { arrivingAudioOf } from './arriving.ts';
import { percentOf } from './upload-item.ts';
import { useUploadItems } from './use-uploads.ts';
import './words.vi.ts';

/** How far a program is; its audio may be on its way from this page, or have just arrived. */
export function AudioStanding({ program }: { program: Program }) {
  const { t } = useWords('uploads');
  const { t: programs } = useWords('programs');
  const upload = arrivingAudioOf(program, useUploadItems());
  if (!upload) return <ProgramStanding program={program} />;
  if (upload.stage === 'sent') return <StandingMark standing="processing">{programs('queued')}</StandingMark>;
  return (
    <StandingMark standing="processing">
      {t('sending')} <span className="digits">{percentOf(upload)}%</span>
    </StandingMark>
  );
}

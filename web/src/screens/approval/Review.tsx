import { Problem } from '../../api/problem.ts';
import { useQuery } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { Findings, marksOf } from '../../parts/programs/Findings.tsx';
import { PlayerBar } from '../../parts/programs/PlayerBar.tsx';
import { previewOf } from '../../parts/programs/preview.ts';
import { type Program, transcodingQuery, waveformQuery } from '../../parts/programs/queries.ts';
import { usePlayer } from '../../parts/programs/use-player.ts';
import { usePlayerKeys } from '../../parts/programs/use-player-keys.ts';
import { Wave } from '../../parts/programs/Wave.tsx';
import { useMe } from '../../session/me.tsx';
import { Stack, Text } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import styles from './Approval.module.css';
import { About } from './About.tsx';
import { Changes } from './Changes.tsx';
import { Consequences } from './Consequences.tsx';
import { Decide } from './Decide.tsx';
import { isOwnWork } from '../../parts/programs/own-work.ts';
import { Parts } from './Parts.tsx';
import { trialQuery, type Version } from './queries.ts';
import { usePartsTour } from './use-parts-tour.ts';
import { useListening } from './use-listening.ts';

interface Props {
  program: Program;
  /** Nobody has decided, and nothing has changed since it was opened. */
  isOpen: boolean;
}

/** Everything that a decision is about: who, when, what changed, the sound, and what approving does. */
export function Review({ program, isOpen }: Props) {
  return (
    <Stack gap="md">
      <About program={program} />
      <Changes program={program} />
      {program.version && <Heard program={program} version={program.version} isOpen={isOpen} />}
    </Stack>
  );
}

function Heard({ program, version, isOpen }: Props & { version: Version }) {
  const { t } = useWords('approval');
  const { person } = useMe();
  const { originalSha256 } = version;
  const player = usePlayer(previewOf(program.id, 'speech'));
  usePlayerKeys(player);
  const { parts, isUnplayed, report } = useListening(program, originalSha256, player);
  const listenToParts = usePartsTour(player, parts);
  const waveform = useQuery(waveformQuery(program.id, originalSha256)).data;
  const findings = useQuery(transcodingQuery(program.id)).data?.findings ?? [];
  const trial = useQuery({ ...trialQuery(program.id, version), enabled: isOpen });
  const seconds = waveform?.seconds ?? program.seconds ?? 1;
  const isOwn = isOwnWork(program, person.id) || (trial.error instanceof Problem && trial.error.code === 'own-work');
  return (
    <>
      <Wave player={player} peaks={waveform?.peaks} seconds={seconds} marks={marksOf(findings, seconds)} />
      {parts.length > 0 && !isOwn && (
        <Parts parts={parts} findings={findings} seconds={seconds} onListen={listenToParts} />
      )}
      <PlayerBar player={player} seconds={seconds} />
      {findings.length > 0 && <Findings findings={findings} seconds={seconds} onListen={player.playFrom} />}
      {isOwn && <Text className={styles.notice ?? ''}>{t('ownWorkLong')}</Text>}
      {!isOwn && trial.error && <Failure error={trial.error} />}
      {trial.data && <Consequences of={trial.data} />}
      {isOpen && !isOwn && (
        <Decide
          program={program}
          version={version}
          parts={parts}
          isUnplayed={isUnplayed}
          report={report}
          findings={findings}
        />
      )}
    </>
  );
}

import { useState } from 'react';
import { useQuery } from '../../../api/query.ts';
import { Failure } from '../../../parts/Failure.tsx';
import { Findings, marksOf } from '../../../parts/programs/Findings.tsx';
import { LoudnessLine } from '../../../parts/programs/LoudnessLine.tsx';
import { PlayerBar } from '../../../parts/programs/PlayerBar.tsx';
import { previewOf } from '../../../parts/programs/preview.ts';
import { type Program, transcodingQuery, waveformQuery } from '../../../parts/programs/queries.ts';
import { usePlayer } from '../../../parts/programs/use-player.ts';
import { usePlayerKeys } from '../../../parts/programs/use-player-keys.ts';
import { Wave } from '../../../parts/programs/Wave.tsx';
import { Box, Stack, Title } from '../../../ui/core.ts';
import { SegmentedControl } from '../../../ui/desk.ts';
import { useWords } from '../../../words/words.ts';
import styles from './Program.module.css';
import { SoundTrouble } from './SoundTrouble.tsx';
import { TrimSilence } from './TrimSilence.tsx';

/** What it sounds like: the picture, what was found, and the loudness before and after. */
export function Sound({ program }: { program: Program }) {
  const { t } = useWords('library');
  return (
    <Box component="section" className={styles.section} aria-label={t('program.sound')}>
      {program.state === 'ready' && program.original ? (
        <Ready program={program} sha256={program.original.sha256} />
      ) : (
        <SoundTrouble program={program} />
      )}
    </Box>
  );
}

type Which = 'original' | 'speech' | 'in-force';

function Ready({ program, sha256 }: { program: Program; sha256: string }) {
  const { t } = useWords('library');
  const [which, setWhich] = useState<Which>('speech');
  const waveform = useQuery(waveformQuery(program.id, sha256));
  const transcoding = useQuery(transcodingQuery(program.id)).data;
  const player = usePlayer(previewOf(program.id, which));
  usePlayerKeys(player);
  const seconds = waveform.data?.seconds ?? program.seconds ?? 1;
  const findings = transcoding?.findings ?? [];
  const isOtherOnAir = program.inForce !== null && program.inForce.originalSha256 !== sha256;
  const choices = [
    { value: 'speech', label: t('program.rendition') },
    { value: 'original', label: t('program.original') },
    ...(isOtherOnAir ? [{ value: 'in-force', label: t('program.inForce') }] : []),
  ];
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label={t('program.whichAudio')}
        value={which}
        data={choices}
        onChange={(value) => setWhich(value as Which)}
        style={{ alignSelf: 'flex-start' }}
      />
      {waveform.error && <Failure error={waveform.error} onRetry={() => void waveform.refetch()} />}
      <Wave player={player} peaks={waveform.data?.peaks} seconds={seconds} marks={marksOf(findings, seconds)} />
      <PlayerBar player={player} seconds={seconds} />
      {transcoding && <LoudnessLine transcoding={transcoding} />}
      {findings.length > 0 && (
        <Stack gap="xs">
          <Title order={2} size="h4">
            {t('program.findings')}
          </Title>
          <Findings
            findings={findings}
            seconds={seconds}
            onListen={player.playFrom}
            renderAction={(finding) => (
              <TrimSilence program={program} finding={finding} trim={transcoding?.trim ?? null} />
            )}
          />
        </Stack>
      )}
    </Stack>
  );
}

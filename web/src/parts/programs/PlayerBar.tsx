import { Button, Group, Text } from '../../ui/core.ts';
import { IconPlayerPause, IconPlayerPlay } from '../../ui/icons.ts';
import { useWords } from '../../words/words.ts';
import { clock } from './clock.ts';
import type { Player } from './use-player.ts';
import './words.vi.ts';

/** [Nghe], and where it is: `0:12 / 3:05`. */
export function PlayerBar({ player, seconds }: { player: Player; seconds: number }) {
  const { t } = useWords('programs');
  const { isPlaying, isLoading, hasFailed, position, toggle } = player;
  const Icon = isPlaying ? IconPlayerPause : IconPlayerPlay;
  return (
    <Group gap="md">
      <Button
        size="md"
        miw={120}
        leftSection={<Icon size={20} aria-hidden />}
        loading={isLoading && position === 0}
        onClick={toggle}
      >
        {t(isPlaying ? 'player.pause' : 'player.play')}
      </Button>
      <Text className="digits" size="lg">
        {t('player.ofWhole', { position: clock(position), length: clock(Math.ceil(seconds)) })}
      </Text>
      {hasFailed && (
        <Text role="alert" c="var(--vang-failed)">
          {t('player.failed')}
        </Text>
      )}
      <Text c="dimmed" size="sm" visibleFrom="sm">
        {t('player.keys')}
      </Text>
    </Group>
  );
}

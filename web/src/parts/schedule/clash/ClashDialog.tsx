import type { Problem } from '../../../api/problem.ts';
import { Button, Modal, Stack, Text } from '../../../ui/core.ts';
import { useWords } from '../../../words/words.ts';
import { clashesOf } from './clashes.ts';
import { ClashHelp } from './ClashHelp.tsx';

interface Props {
  problem: Problem;
  what: string;
  opened: boolean;
  onClose: () => void;
}

/** What was refused because of clashes, above the page. */
export function ClashDialog({ problem, what, opened, onClose }: Props) {
  const { t } = useWords('scheduling');
  const { t: common } = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={
        <Text component="span" fw={600} fz="xl">
          {t('clash.title', { count: clashesOf(problem).stations.length })}
        </Text>
      }
      closeButtonProps={{ 'aria-label': common('actions.close') }}
    >
      <Stack gap="sm">
        <ClashHelp problem={problem} what={what} />
        <Button variant="default" onClick={onClose}>
          {t('ways.another-time')}
        </Button>
      </Stack>
    </Modal>
  );
}

import { Button, Group, Text } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';

interface Props {
  name: string;
  /** How many stations there are in all. */
  of: number;
  onAll: () => void;
}

/** Says that the grid shows one station, and leads back to all. */
export function OneStation({ name, of, onAll }: Props) {
  const { t } = useWords('schedule');
  return (
    <Group gap="sm" mb="xs">
      <Text>
        {t('oneStation.label')}: <strong>{name}</strong>
      </Text>
      <Button variant="default" size="xs" onClick={onAll}>
        {t('oneStation.all', { count: of })}
      </Button>
    </Group>
  );
}

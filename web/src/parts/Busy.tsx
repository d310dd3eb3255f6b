import { Group, Loader, Text } from '../ui/core.ts';

/** Something is on its way, in words as well. */
export function Busy({ words }: { words: string }) {
  return (
    <Group gap="sm" role="status">
      <Loader size="sm" />
      <Text>{words}</Text>
    </Group>
  );
}

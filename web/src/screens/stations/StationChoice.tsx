import { NAMES } from '../../parts/by-name.ts';
import { Button, Group, Stack, Text } from '../../ui/core.ts';
import { Checkbox } from '../../ui/desk.ts';
import { useWords } from '../../words/words.ts';
import type { StationItem } from './queries.ts';
import styles from './Stations.module.css';

interface Props {
  stations: readonly StationItem[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

/** Stations to tick, all of them at once as well. */
export function StationChoice({ stations, chosen, onChange }: Props) {
  const { t } = useWords('stations');
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <Stack gap="xs" role="group" aria-label={t('groupPage.stations')}>
      <Group justify="space-between">
        <Text fw={600}>{t('groupPage.stations')}</Text>
        <Group gap="xs">
          <Text role="status">{t('groupPage.chosen', { count: chosen.length })}</Text>
          <Button variant="subtle" onClick={() => onChange(stations.map(({ id }) => id))}>
            {t('groupPage.allOf', { count: stations.length })}
          </Button>
          <Button variant="subtle" onClick={() => onChange([])}>
            {t('groupPage.noneOf')}
          </Button>
        </Group>
      </Group>
      <div className={styles.choices}>
        {stations.toSorted(byUnitName).map(({ id, unitName }) => (
          <Checkbox key={id} label={unitName} checked={chosen.includes(id)} onChange={() => toggle(id)} />
        ))}
      </div>
    </Stack>
  );
}

const byUnitName = (one: StationItem, other: StationItem): number => NAMES.compare(one.unitName, other.unitName);

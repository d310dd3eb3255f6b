import sections from '../../parts/Sections.module.css';
import { Stack, Title, useMantineColorScheme } from '../../ui/core.ts';
import { SegmentedControl } from '../../ui/desk.ts';
import { useWords } from '../../words/words.ts';

const LOOKS = ['auto', 'light', 'dark'] as const;

/** Light, dark or as the machine is set; kept on this machine. */
export function Look() {
  const { t } = useWords('account');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <section className={sections.section}>
      <Stack align="flex-start" gap="sm">
        <Title order={2} size="h4">
          {t('look.title')}
        </Title>
        <SegmentedControl
          aria-label={t('look.title')}
          value={colorScheme}
          onChange={(value) => setColorScheme(LOOKS.find((look) => look === value) ?? 'auto')}
          data={LOOKS.map((value) => ({ value, label: t(`look.${value}`) }))}
        />
      </Stack>
    </section>
  );
}

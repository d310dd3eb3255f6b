import { useEffect, useState } from 'react';
import { useQuery } from '../api/query.ts';
import { Modal, Stack, Text, UnstyledButton, VisuallyHidden } from '../ui/core.ts';
import {
  IconBroadcast,
  IconCalendarWeek,
  IconCircleCheck,
  IconDots,
  IconMusic,
  IconReportAnalytics,
  IconSettings,
  IconSun,
} from '../ui/icons.ts';
import { NavLink } from '../ui/routing.ts';
import { useWords } from '../words/words.ts';
import styles from './Frame.module.css';
import { waitingCountQuery } from './waiting-count.ts';
import type { Screen } from './screens.ts';

const ICONS: Record<Screen['name'], typeof IconSun> = {
  today: IconSun,
  approval: IconCircleCheck,
  schedule: IconCalendarWeek,
  library: IconMusic,
  stations: IconBroadcast,
  reports: IconReportAnalytics,
  administration: IconSettings,
};

/** Left of every page at a desk. */
export function Rail({ screens }: { screens: readonly Screen[] }) {
  usePreloading(screens);
  return (
    <nav className={styles.rail} aria-label="Vang">
      <Text className={styles.mark ?? ''}>Vang</Text>
      {screens.map((screen) => (
        <ScreenLink key={screen.name} screen={screen} />
      ))}
    </nav>
  );
}

/** Pages that may be opened next are loaded once this one has nothing left to do; a phone on 3G loads only what it opens. */
function usePreloading(screens: readonly Screen[]): void {
  useEffect(() => {
    if (!('requestIdleCallback' in globalThis)) return;
    // What cannot be loaded now is loaded, or fails with its words, when it is opened.
    const load = () => screens.forEach((screen) => void screen.load?.().catch(() => undefined));
    const idle = requestIdleCallback(load);
    return () => cancelIdleCallback(idle);
    // Once: the list is made anew with each drawing.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}

interface BarProps {
  screens: readonly Screen[];
  landing: Screen | undefined;
}

/** Below every page on a phone: the landing, the next two, and the rest under `Thêm`. */
export function BottomBar({ screens, landing }: BarProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const inOrder = landing ? [landing, ...screens.filter((screen) => screen !== landing)] : [...screens];
  const [shown, rest] = inOrder.length <= 4 ? [inOrder, []] : [inOrder.slice(0, 3), inOrder.slice(3)];
  return (
    <nav className={styles.bar} aria-label="Vang">
      {shown.map((screen) => (
        <ScreenLink key={screen.name} screen={screen} />
      ))}
      {rest.length > 0 && (
        <UnstyledButton className={styles.barButton ?? ''} aria-expanded={isOpen} onClick={() => setOpen(true)}>
          <IconDots size={20} aria-hidden />
          {t('screens.more')}
        </UnstyledButton>
      )}
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('screens.more')}>
        <Stack gap={0} onClick={() => setOpen(false)}>
          {rest.map((screen) => (
            <ScreenLink key={screen.name} screen={screen} />
          ))}
        </Stack>
      </Modal>
    </nav>
  );
}

/** How many programs wait for approval. */
function Count() {
  const { t } = useWords();
  const total = useQuery(waitingCountQuery).data?.total ?? 0;
  if (total === 0) return null;
  return (
    <span className={`digits ${styles.count}`}>
      {total}
      <VisuallyHidden> {t('screens.waiting')}</VisuallyHidden>
    </span>
  );
}

function ScreenLink({ screen: { name, path } }: { screen: Screen }) {
  const { t } = useWords();
  const Icon = ICONS[name];
  return (
    <NavLink to={path} className={styles.link ?? ''}>
      <Icon size={20} aria-hidden />
      {t(`screens.${name}`)}
      {name === 'approval' && <Count />}
    </NavLink>
  );
}

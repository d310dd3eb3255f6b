import { Button } from '../../ui/core.ts';
import { IconDots } from '../../ui/icons.ts';
import { Menu } from '../../ui/desk.ts';
import { useWords } from '../../words/words.ts';

interface Props {
  mayWrite: boolean;
  onOpen: (panel: 'changes' | 'copy' | 'keys') => void;
  /** Whether there is a grid, which the keys work on; on a phone the bar at the foot has a `Thêm` of its own. */
  hasGrid?: boolean;
}

export function MoreMenu({ mayWrite, onOpen, hasGrid = false }: Props) {
  const { t } = useWords('schedule');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDots size={20} />}>
          {t(hasGrid ? 'more' : 'phone.more')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {mayWrite && <Menu.Item onClick={() => onOpen('copy')}>{t('panels.copy')}</Menu.Item>}
        <Menu.Item onClick={() => onOpen('changes')}>{t('panels.changes')}</Menu.Item>
        {hasGrid && <Menu.Item onClick={() => onOpen('keys')}>{t('panels.keys')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}

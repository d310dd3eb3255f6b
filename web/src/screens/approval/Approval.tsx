import { Title } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import './words.vi.ts';

export default function Approval() {
  const { t } = useWords('approval');
  return <Title order={1}>{t('title')}</Title>;
}

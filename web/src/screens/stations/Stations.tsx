import { Title } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import './words.vi.ts';

export default function Stations() {
  const { t } = useWords('stations');
  return <Title order={1}>{t('title')}</Title>;
}

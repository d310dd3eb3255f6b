import { Title } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import './words.vi.ts';

export default function SetUp() {
  const { t } = useWords('setUp');
  return <Title order={1}>{t('title')}</Title>;
}

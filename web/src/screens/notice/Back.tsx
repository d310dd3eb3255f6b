import { Anchor } from '../../ui/core.ts';
import { IconChevronLeft } from '../../ui/icons.ts';
import { Link, useLocation } from '../../ui/routing.ts';
import styles from './Notice.module.css';

/** To the page before, of the same station. */
export function Back({ to, words }: { to: string; words: string }) {
  const { search } = useLocation();
  return (
    <Anchor component={Link} to={{ pathname: to, search }} className={styles.back ?? ''}>
      <IconChevronLeft size={20} aria-hidden /> {words}
    </Anchor>
  );
}

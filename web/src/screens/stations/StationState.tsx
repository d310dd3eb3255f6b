import type { ReactNode } from 'react';
import { useNow } from '../../parts/use-now.ts';
import { IconCircleCheck, IconSquareX } from '../../ui/icons.ts';
import { capital } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import type { StationItem, Trouble } from './queries.ts';
import { awaitsStop, shortMoment } from './station-words.ts';
import styles from './Stations.module.css';

interface Props {
  of: StationItem;
}

const MINUTE_MS = 60_000;
const has = (of: StationItem, ...troubles: Trouble[]): boolean => troubles.some((one) => of.troubles.includes(one));

/** Good is a disc with a tick, trouble a square with a cross: the shape says it without the colour. */
export function Mark({ bad, children }: { bad: boolean; children: ReactNode }) {
  const Icon = bad ? IconSquareX : IconCircleCheck;
  return (
    <span className={bad ? styles.bad : styles.good}>
      <Icon size={18} aria-hidden />
      <span>{children}</span>
    </span>
  );
}

/** What is wrong, in a word. */
export function TroubleMark({ of, trouble }: Props & { trouble: Trouble }) {
  const { t } = useWords('stations');
  return <Mark bad>{awaitsStop(of, trouble) ? t('stop.notTold') : capital(codeWord('StationTrouble', trouble))}</Mark>;
}

/** `Đang dừng phát`, at a station that is. */
export function StoppedMark({ of }: Props) {
  const { t } = useWords('stations');
  return of.stop && !of.closed ? <Mark bad>{t('sections.stopped')}</Mark> : null;
}

/** `Đang kết nối`, `Mất từ 03:10`. */
export function ConnectionWords({ of }: Props) {
  const { t } = useWords('stations');
  const now = useNow(MINUTE_MS);
  if (of.devices.inUse === 0) return <Mark bad>{t('noDevice')}</Mark>;
  if (!of.lost) return <Mark bad={false}>{t('connected')}</Mark>;
  const since = of.lastSeenAt && shortMoment(of.lastSeenAt, now, of.timeZone);
  return <Mark bad>{since ? t('lostSince', { when: since }) : t('neverSeen')}</Mark>;
}

export function PlaylistWords({ of }: Props) {
  const bad = has(of, 'no-playlist', 'older-playlist');
  return of.devices.inUse === 0 ? <>–</> : <Mark bad={bad}>{capital(codeWord('HeldPlaylist', of.playlist))}</Mark>;
}

export function ReadyWords({ of }: Props) {
  const { t } = useWords('stations');
  const now = useNow(MINUTE_MS);
  if (of.devices.inUse === 0) return <>–</>;
  const until = of.readyUntil ? shortMoment(of.readyUntil, now, of.timeZone) : t('unknown');
  return (
    <Mark bad={!of.ready}>
      <span className={`${styles.moment} digits`}>{until}</span>
    </Mark>
  );
}

/** The newest broadcast that sounded, and what became of it. */
export function LastWords({ of: { lastSounded: last, timeZone } }: Props) {
  const { t } = useWords('stations');
  const now = useNow(MINUTE_MS);
  if (!last) return <span className={styles.muted}>{t('noneYet')}</span>;
  return (
    <>
      <span className={`${styles.moment} digits`}>{shortMoment(last.startsAt, now, timeZone)}</span>{' '}
      <span className={styles.title}>{last.title}</span>
      <span className={styles.muted}> ({codeWord('BroadcastOutcome', last.outcome)})</span>
    </>
  );
}

export function ClusterWords({ of }: Props) {
  const { t } = useWords('stations');
  if (of.clusters.all === 0) return <>–</>;
  return (
    <Mark bad={has(of, 'clusters-broken')}>
      <span className="digits">{t('clusterCount', of.clusters)}</span>
    </Mark>
  );
}

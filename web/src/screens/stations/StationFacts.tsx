import type { ReactNode } from 'react';
import { useQuery } from '../../api/query.ts';
import sections from '../../parts/Sections.module.css';
import { capital, fullDay, momentWords } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import { type StationDetail, type StationItem, stationStateQuery } from './queries.ts';
import { ConnectionWords, LastWords, PlaylistWords, ReadyWords } from './StationState.tsx';
import styles from './Stations.module.css';

/** What is known of a station, as pairs. */
export function StationFacts({ station }: { station: StationDetail }) {
  const { t } = useWords('stations');
  const { data: state } = useQuery(stationStateQuery(station));
  const code = station.unit.codes.at(-1)?.code;
  return (
    <section className={sections.section}>
      <dl className={styles.facts}>
        {state && !state.closed && <StateFacts of={state} />}
        <Fact name={t('facts.centre')}>{station.centre?.name ?? t('facts.noCentre')}</Fact>
        <Fact name={t('facts.unit')}>
          {capital(codeWord('UnitKind', station.unit.kind))} {station.unit.name}
          {code && `, ${t('facts.code', { code })}`}
        </Fact>
        <Fact name={t('facts.technology')}>{capital(codeWord('Technology', station.technology))}</Fact>
        <Fact name={t('facts.openedOn')}>{fullDay(station.openedOn)}</Fact>
        {station.groups.length > 0 && (
          <Fact name={t('facts.groups')}>{station.groups.map(({ name }) => name).join(', ')}</Fact>
        )}
      </dl>
    </section>
  );
}

function StateFacts({ of }: { of: StationItem }) {
  const { t } = useWords('stations');
  return (
    <>
      <Fact name={t('columns.connection')}>
        <ConnectionWords of={of} />
      </Fact>
      <Fact name={t('columns.playlist')}>
        <PlaylistWords of={of} />
      </Fact>
      <Fact name={t('columns.readyUntil')}>
        <ReadyWords of={of} />
      </Fact>
      <Fact name={t('columns.last')}>
        <LastWords of={of} />
      </Fact>
      <Fact name={t('facts.next')}>
        {of.next
          ? `${momentWords(of.next.startsAt, of.timeZone)}, ${of.next.title}`
          : t(of.stop ? 'sections.stopped' : 'noneYet')}
      </Fact>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

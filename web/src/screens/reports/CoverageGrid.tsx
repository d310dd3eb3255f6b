import { useState } from 'react';
import type { Schemas } from '../../api/client.ts';
import { shortStation } from '../../parts/short-station.ts';
import { StateMark, type StateShape } from '../../parts/StateMark.tsx';
import { Anchor, UnstyledButton } from '../../ui/core.ts';
import { Link } from '../../ui/routing.ts';
import { dayAndMonth, weekNumber } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import { type Cell, rowsOf } from './coverage-rows.ts';
import { Evidence, type Place } from './Evidence.tsx';
import { Legend } from './Legend.tsx';
import styles from './Reports.module.css';
import { Sideways } from './Sideways.tsx';

interface Props {
  weeks: Schemas['CoveredPeriod'][];
  centreId: string;
  segmentId: string;
  /** Whether the last weeks are looked at first. */
  endFirst: boolean;
}

/** Stations beside weeks; a cell opens what is known about it. */
export function CoverageGrid({ weeks, centreId, segmentId, endFirst }: Props) {
  const { t } = useWords('reports');
  const [open, setOpen] = useState<Place>();
  const stateWords = useStateWords();
  return (
    <Sideways label={t('views.coverage')} endFirst={endFirst ? weeks.at(-1)?.from : undefined}>
      <table className={styles.grid}>
        <thead>
          <tr>
            <th scope="col">{t('station')}</th>
            {weeks.map(({ from }) => (
              <th key={from} scope="col">
                <span className="digits">{weekNumber(from)}</span>
                <small className="digits">{dayAndMonth(from)}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(weeks).map(({ stationId, name, cells }) => (
            <tr key={stationId}>
              <th scope="row">
                <Anchor component={Link} to={`/dai/${stationId}`} title={name}>
                  {shortStation(name)}
                </Anchor>
              </th>
              {weeks.map(({ from, until }, index) => {
                const cell = cells[index];
                const week = weekNumber(from);
                const label = t('coverage.cell', { station: name, week, state: stateWords(cell) });
                return (
                  <td key={from}>
                    <CellMark
                      shape={shapeOf(cell)}
                      label={label}
                      title={stateWords(cell)}
                      onOpen={() => setOpen({ stationId, name, week, from, until })}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Legend />
      <Evidence place={open} centreId={centreId} segmentId={segmentId} onClose={() => setOpen(undefined)} />
    </Sideways>
  );
}

interface CellProps {
  shape: StateShape | 'none';
  label: string;
  title: string;
  onOpen: () => void;
}

/** Where there is nothing to tell, there is nothing to open. */
function CellMark({ shape, label, title, onOpen }: CellProps) {
  if (shape === 'none')
    return <span className={styles.cell} data-shape="none" role="img" aria-label={label} title={title} />;
  return (
    <UnstyledButton className={styles.cell ?? ''} data-shape={shape} aria-label={label} title={title} onClick={onOpen}>
      <StateMark shape={shape} />
    </UnstyledButton>
  );
}

function shapeOf(cell: Cell): StateShape | 'none' {
  if (!cell) return 'none';
  if ('aired' in cell) return cell.aired === 'device' ? 'aired' : 'said';
  if (cell.why === 'nothing-planned') return 'none';
  if (cell.why === 'still-to-come') return 'upcoming';
  return cell.why === 'open' ? 'waiting' : 'failed';
}

function useStateWords(): (cell: Cell) => string {
  const { t } = useWords('reports');
  return (cell) => {
    if (!cell) return t('coverage.notServed');
    if ('aired' in cell) return t(cell.aired === 'device' ? 'coverage.byDeviceState' : 'coverage.byOperatorState');
    return codeWord('WhyNotAired', cell.why);
  };
}

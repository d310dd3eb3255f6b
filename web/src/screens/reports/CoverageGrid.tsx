import { useState } from 'react';
import type { Schemas } from '../../api/client.ts';
import { StateMark, type StateShape } from '../../parts/StateMark.tsx';
import { UnstyledButton } from '../../ui/core.ts';
import { addDays, dayAndMonth, weekNumber } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import { type Cell, rowsOf } from './coverage-rows.ts';
import { Evidence, type Place } from './Evidence.tsx';
import styles from './Reports.module.css';
import { Sideways } from './Sideways.tsx';

interface Props {
  weeks: Schemas['CoveredWeek'][];
  centreId: string;
  segmentId: string;
}

/** Stations beside weeks; a cell opens what is known about it. */
export function CoverageGrid({ weeks, centreId, segmentId }: Props) {
  const { t } = useWords('reports');
  const [open, setOpen] = useState<Place>();
  const stateWords = useStateWords();
  return (
    <Sideways label={t('views.coverage')}>
      <table className={styles.grid}>
        <thead>
          <tr>
            <th scope="col">{t('station')}</th>
            {weeks.map(({ monday }) => (
              <th key={monday} scope="col">
                <span className="digits">{weekNumber(monday)}</span>
                <small className="digits">{dayAndMonth(monday)}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(weeks).map(({ stationId, name, cells }) => (
            <tr key={stationId}>
              <th scope="row">{name}</th>
              {weeks.map(({ monday }, index) => {
                const cell = cells[index];
                const week = weekNumber(monday);
                const label = t('coverage.cell', { station: name, week, state: stateWords(cell) });
                return (
                  <td key={monday}>
                    <UnstyledButton
                      className={styles.cell ?? ''}
                      data-shape={shapeOf(cell)}
                      aria-label={label}
                      title={stateWords(cell)}
                      disabled={cell === undefined}
                      onClick={() => setOpen({ stationId, name, week, from: monday, until: addDays(monday, 6) })}
                    >
                      {cell && shapeOf(cell) !== 'none' && <StateMark shape={shapeOf(cell) as StateShape} />}
                    </UnstyledButton>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Evidence place={open} centreId={centreId} segmentId={segmentId} onClose={() => setOpen(undefined)} />
    </Sideways>
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

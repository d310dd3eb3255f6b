import { memo } from 'react';
import { Link } from '../../../ui/routing.ts';
import { dayWords } from '../../../words/formats.ts';
import { clockWords } from '../../../parts/schedule/clocks.ts';
import { minutesWords } from './day-minutes.ts';
import type { ItemWords } from '../item-words.ts';
import { isOfQuietDay } from './gaps.ts';
import type { Geometry, PlacedDay, PlacedItem } from './geometry.ts';
import { NAME_WIDTH } from './geometry.ts';
import styles from './Grid.module.css';
import type { GridModel, GridStation } from './grid-model.ts';
import type { Drawing } from './use-drawing.ts';

/** A place in the grid: an item of a day, or the day itself (`item` −1). */
export interface Spot {
  row: number;
  day: number;
  item: number;
}

interface RowProps {
  station: GridStation;
  row: number;
  top: number;
  height: number;
  model: GridModel;
  drawing: Drawing;
  segmentId: string | null;
  /** In this row; null when it is elsewhere. */
  active: Spot | null;
  /** Items that have just been changed, by `markOf`. */
  marks: ReadonlySet<string>;
  words: ItemWords;
  /** The address of its own schedule; undefined where nothing else is shown. */
  own: string | undefined;
}

/** What has just been changed is marked by station, day, time and entry. */
export const markOf = (stationId: string, day: string, time: string, entryId: string): string =>
  `${stationId} ${day} ${time} ${entryId}`;

export const GridRow = memo(function GridRow(props: RowProps) {
  const { station, row, top, height, model, drawing, active, words, own } = props;
  return (
    <div
      className={styles.row}
      role="row"
      aria-rowindex={row + 4}
      style={{ transform: `translateY(${top}px)`, height }}
    >
      <RowHead station={station} model={model} words={words} own={own} isActive={active !== null} />
      {station.cells.map((cell, day) => (
        <Cell
          key={model.days[day]}
          {...props}
          day={day}
          placed={cell === null ? undefined : drawing.placed(cell)}
          night={drawing.night(station.airtime[day] ?? null)}
          active={active?.day === day ? active : null}
        />
      ))}
    </div>
  );
});

interface HeadProps extends Pick<RowProps, 'station' | 'model' | 'words' | 'own'> {
  isActive: boolean;
}

/** The name, and the minutes that are used of those allowed; both for a day. */
function RowHead({ station, model, words, own, isActive }: HeadProps) {
  const shown = station.cells.flatMap((cell) => (cell === null ? [] : (model.lists[cell]?.usedSeconds ?? 0)));
  const limits = station.airtime.flatMap((at) => (at === null ? [] : (model.airtime[at]?.allowedSeconds ?? [])));
  const used = Math.round(shown.reduce((sum, seconds) => sum + seconds, 0) / Math.max(1, shown.length) / 60);
  const allowed = limits.length > 0 ? Math.round(Math.max(...limits) / 60) : undefined;
  return (
    <div className={styles.name} role="rowheader" title={station.name} style={{ width: NAME_WIDTH }}>
      {own === undefined ? (
        <span className={styles.station}>{station.short}</span>
      ) : (
        // Of the many names the keyboard comes to that of the active row.
        <Link to={own} className={styles.station} {...(isActive ? {} : { tabIndex: -1 })}>
          {station.short}
        </Link>
      )}
      <span className={styles.minutes} title={words.minutes.title}>
        <span className="digits">{minutesWords({ used, allowed })}</span> {words.minutes.unit}
      </span>
    </div>
  );
}

interface CellProps extends RowProps {
  day: number;
  placed: PlacedDay | undefined;
  night: string;
}

function Cell({ station, row, day, model, drawing, placed, night, active, segmentId, marks, words }: CellProps) {
  const date = model.days[day] ?? '';
  const said = dayWords(date);
  const quiet = model.airtime[station.airtime[day] ?? -1]?.quietDay;
  const isQuietForAll = drawing.quiet[day] === quiet;
  const width = drawing.geometry.width;
  if (!placed) return <div role="gridcell" aria-label={words.closed} className={styles.closed} style={{ width }} />;
  return (
    <div
      data-row={row}
      data-day={day}
      data-item={-1}
      role="gridcell"
      className={styles.cell}
      tabIndex={active?.item === -1 ? 0 : -1}
      aria-label={placed.items.length === 0 ? words.day(station, date, quiet ?? null) : undefined}
      style={{ width, background: night }}
    >
      {quiet && !isQuietForAll && <span className={styles.quiet}>{quiet}</span>}
      {placed.items.map((one, index) => (
        <Chip
          key={`${one.item.clock} ${one.item.entry.id}`}
          index={index}
          one={one}
          geometry={drawing.geometry}
          isActive={active?.item === index}
          isSolid={segmentId !== null && one.item.segmentId === segmentId}
          isMarked={marks.size > 0 && isMarked(marks, station.id, date, one)}
          label={words.item(one.item, said)}
        />
      ))}
    </div>
  );
}

interface ChipProps {
  /** Among the items of its day. */
  index: number;
  one: PlacedItem;
  geometry: Geometry;
  isActive: boolean;
  isSolid: boolean;
  isMarked: boolean;
  label: string;
}

const TITLE_FITS = 110;

const Chip = memo(
  function Chip({ index, one: { item, left, width, length, lane }, isActive, isSolid, isMarked, label }: ChipProps) {
    const shape = isOfQuietDay(item) ? styles.off : item.isGap ? styles.gap : isSolid ? styles.solid : styles.outlined;
    return (
      <button
        data-item={index}
        type="button"
        className={`${length === null ? styles.chip : styles.timed} ${length === null ? shape : ''} ${isMarked ? styles.marked : ''}`}
        tabIndex={isActive ? 0 : -1}
        aria-label={label}
        title={label}
        style={{ left, width, top: 5 + lane * 26 }}
      >
        {length !== null && <span className={`${styles.block} ${shape}`} style={{ width: length }} />}
        {clockWords(item.clock)}
        {width > TITLE_FITS && <span className={styles.title}>{item.title}</span>}
      </button>
    );
  },
  (before, after) =>
    before.one === after.one &&
    before.isActive === after.isActive &&
    before.isSolid === after.isSolid &&
    before.isMarked === after.isMarked &&
    before.label === after.label &&
    before.index === after.index,
);

const isMarked = (marks: ReadonlySet<string>, stationId: string, day: string, { item }: PlacedItem): boolean =>
  marks.has(item.entry.id) || marks.has(markOf(stationId, day, clockWords(item.clock), item.entry.id));

import { useEffect, useMemo, useRef, useState } from 'react';
import { observeElementRect, useVirtualizer } from '../../../ui/virtual.ts';
import { useWords } from '../../../words/words.ts';
import { useItemWords } from '../item-words.ts';
import { NAME_WIDTH } from './geometry.ts';
import styles from './Grid.module.css';
import type { GridModel } from './grid-model.ts';
import { GridHead } from './GridHead.tsx';
import { GridRow, type Spot } from './GridRow.tsx';
import { Ghost } from './Ghost.tsx';
import type { GridActions } from './grid-actions.ts';
import { NowLine } from './NowLine.tsx';
import { useFirstHour } from './use-first-hour.ts';
import { spotThere } from './surface.ts';
import { useDrawing } from './use-drawing.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridPointer } from './use-grid-pointer.ts';
import { useOverscan } from './use-overscan.ts';
import { useRoom } from './use-room.ts';

interface Props extends GridActions {
  model: GridModel;
  segment: { id: string; name: string } | undefined;
  today: string;
  marks: ReadonlySet<string>;
  onDay: (day: string) => void;
  /** The address of the schedule of one station. */
  ofStation: (id: string) => string;
}

/** Stations × days, or stations × hours of a day: only rows that are seen are drawn. */
export function ScheduleGrid({ model, segment, today, marks, onDay, ofStation, ...actions }: Props) {
  const { t } = useWords('schedule');
  const words = useItemWords();
  const scroller = useRef<HTMLDivElement>(null);
  const room = useRoom(scroller);
  const drawing = useDrawing(model, room);
  useFirstHour(scroller, model, drawing, today);
  const [last, setActive] = useState<Spot>({ row: 0, day: 0, item: -1 });
  const active = useMemo(() => spotThere({ model, drawing }, last), [model, drawing, last]);
  const rows = useVirtualizer({
    count: model.stations.length,
    getScrollElement: () => scroller.current,
    estimateSize: (row) => drawing.heights[row] ?? 0,
    overscan: useOverscan(),
    observeElementRect: belowHead,
  });
  useEffect(() => measureAnew(rows, drawing.heights), [rows, drawing.heights]);
  const surface = {
    model,
    drawing,
    scroller,
    active,
    setActive,
    actions,
    reveal: (row: number) => rows.scrollToIndex(row),
  };
  const pointer = useGridPointer(surface);
  const keys = useGridKeys(surface);
  const ghost = keys.taken ?? pointer.ghost;
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      tabIndex={-1}
      aria-label={t('grid.label')}
      aria-rowcount={model.stations.length + 3}
      aria-describedby="grid-keys"
      {...pointer.handlers}
      onKeyDown={keys.onKeyDown}
    >
      <GridHead model={model} drawing={drawing} today={today} segment={segment} onDay={onDay} />
      <div
        role="rowgroup"
        className={styles.body}
        style={{ height: rows.getTotalSize(), width: NAME_WIDTH + drawing.geometry.width * model.days.length }}
      >
        {rows.getVirtualItems().map(({ index, start }) => {
          const station = model.stations[index];
          return (
            station && (
              <GridRow
                key={station.id}
                station={station}
                row={index}
                top={start}
                height={drawing.heights[index] ?? 0}
                model={model}
                drawing={drawing}
                segmentId={segment?.id ?? null}
                active={active.row === index ? active : null}
                marks={marks}
                words={words}
                own={model.stations.length > 1 ? ofStation(station.id) : undefined}
              />
            )
          );
        })}
        {model.days.length === 1 && <NowLine model={model} drawing={drawing} rows={rows.getVirtualItems()} />}
        {ghost && <Ghost ghost={ghost} drawing={drawing} heights={drawing.heights} />}
      </div>
    </div>
  );
}

/** Where rows are seen: the head stands above them. */
const belowHead: typeof observeElementRect = (rows, tell) =>
  observeElementRect(rows, ({ width, height }) => {
    const head = rows.scrollElement?.firstElementChild;
    tell({ width, height: height - (head instanceof HTMLElement ? head.offsetHeight : 0) });
  });

/** Rows are as high as the drawing says. */
const measureAnew = (rows: { measure: () => void }, _heights: readonly number[]): void => rows.measure();

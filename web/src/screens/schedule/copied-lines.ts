import type { Schemas } from '../../api/client.ts';
import type { Consequences } from '../../parts/schedule/queries.ts';
import { dayAt } from '../../words/formats.ts';

/** What becomes of an item at a time, at some stations. */
export interface CopiedLine {
  kind: Schemas['Consequences']['broadcasts'][number]['kind'];
  /** Local, `YYYY-MM-DD HH:MM`. */
  at: string;
  title: string;
  stations: number;
}

/** The same at several stations is one line. */
export function linesOfMade(broadcasts: Consequences['broadcasts']): CopiedLine[] {
  const lines = new Map<string, CopiedLine>();
  for (const { kind, localTime, title } of broadcasts) {
    const key = `${localTime} ${title} ${kind}`;
    lines.set(key, { kind, at: localTime, title, stations: (lines.get(key)?.stations ?? 0) + 1 });
  }
  return inOrder([...lines.values()]);
}

export const linesOfDifferences = ({ differences, timeZone }: Schemas['ProposedTimeline']): CopiedLine[] =>
  inOrder(
    differences.flatMap(({ kind, before, after }) => {
      const shown = after ?? before;
      if (!shown) return [];
      const at = `${dayAt(shown.startsAt, timeZone)} ${shown.time}`;
      return [{ kind, at, title: shown.title, stations: 1 }];
    }),
  );

const inOrder = (lines: readonly CopiedLine[]): CopiedLine[] =>
  lines.toSorted((one, other) => one.at.localeCompare(other.at));

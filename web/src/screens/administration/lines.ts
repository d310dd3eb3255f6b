/** Lines of a rule that are being changed. */
export interface LinesProps<Line> {
  value: readonly Line[];
  onChange: (value: Line[]) => void;
  /** Of the last attempt. */
  error: unknown;
}

export const changed = <Line>(lines: readonly Line[], at: number, change: Partial<Line>): Line[] =>
  lines.map((line, index) => (index === at ? { ...line, ...change } : line));

export const without = <Line>(lines: readonly Line[], at: number): Line[] => lines.toSpliced(at, 1);

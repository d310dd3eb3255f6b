/** One line on standard output. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Columns as wide as their widest cell; the first is aligned to the left, the others to the right. */
export function sayTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  for (const row of rows) say(`  ${row.map(cell).join('  ')}`);
}

/** The result for machines: the last line of a benchmark. */
export const sayResult = (result: { name: string } & Record<string, unknown>): void => say(JSON.stringify(result));

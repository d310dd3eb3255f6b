/** Prints the story line by line, with numbered steps. */
export class Narrator {
  private steps = 0;

  step(title: string): void {
    this.steps += 1;
    this.write(`\n${this.steps}. ${title}`);
  }

  say(line: string): void {
    this.write(`   ${line}`);
  }

  /** Columns as wide as their widest cell; numbers to the right. */
  table(rows: readonly (readonly string[])[]): void {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
    for (const row of rows) {
      const cells = row.map((cell, column) =>
        /^-?[\d.,:]+$/.test(cell) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      );
      this.say(cells.join('  ').trimEnd());
    }
  }

  /** A line that is overwritten until `done`; separate lines where the output is not a terminal. */
  progress(line: string, done: boolean): void {
    if (done) this.say(line);
    else if (process.stdout.isTTY) process.stdout.write(`   ${line}\u001b[K\r`);
  }

  protected write(line: string): void {
    process.stdout.write(`${line}\n`);
  }
}

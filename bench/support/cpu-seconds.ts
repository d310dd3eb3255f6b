import { readFile } from 'node:fs/promises';

// Linux counts in hundredths of a second (sysconf(_SC_CLK_TCK)) on all that Node runs on.
const TICKS_PER_SECOND = 100;

/**
 * Processor time of this process and its ended children so far, in seconds: independent of what else runs on the
 * machine. 0 where there is no /proc.
 */
export async function cpuSeconds(): Promise<number> {
  const stat = await readFile('/proc/self/stat', 'utf8').catch(() => '');
  // The fields after the name in parentheses, so the first one here is field 3 of proc(5): utime, stime, cutime, cstime.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND;
}

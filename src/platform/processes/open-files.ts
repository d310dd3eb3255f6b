import { readFileSync } from 'node:fs';

/** Enough to load the service, which opens several hundred files at a time, and for some connections. */
const LEAST = 1_024;

/**
 * What to do when this process may open too few files (`ulimit -n`); undefined when it may open enough, and where there is
 * no /proc to tell. Node has already raised the limit as far as it may.
 */
export function openFilesFault(): string | undefined {
  const most = Number(/^Max open files +(\d+)/m.exec(limits())?.[1] ?? Infinity);
  if (most >= LEAST) return undefined;
  return (
    `This process may open ${most} files at a time (ulimit -n), and the service needs ${LEAST} or more: set LimitNOFILE=65536 in ` +
    'the systemd unit, `ulimits: { nofile: 65536 }` under compose, or `ulimit -n 65536` as root before the start.'
  );
}

function limits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return '';
  }
}

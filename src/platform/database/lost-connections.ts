import pg from 'pg';

const guarded = Symbol('has a listener for errors');
type GuardedPrototype = typeof pg.Client.prototype & { [guarded]?: true };

/**
 * Keeps the process alive when a connection is lost that nobody listens to: whoever uses it next gets the error. BullMQ
 * 6.7 has clients without a listener between connecting and their first use, and an `error` event without a listener
 * ends the process. Safe to repeat.
 */
export function surviveLostConnections(): void {
  const prototype: GuardedPrototype = pg.Client.prototype;
  if (prototype[guarded]) return;
  prototype[guarded] = true;
  const connect = Reflect.get(prototype, 'connect') as (...given: unknown[]) => unknown;
  Reflect.set(prototype, 'connect', function (this: pg.Client, ...given: unknown[]) {
    this.on('error', () => undefined);
    return connect.apply(this, given);
  });
}

import type { StopKind } from './stopped.js';

/** A program, a station or a centre was stopped, for longer than before, or its stop was lifted. */
export class StopChanged {
  constructor(
    readonly kind: StopKind,
    readonly id: string,
  ) {}
}

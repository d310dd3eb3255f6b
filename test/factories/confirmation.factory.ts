import { uuidv7 } from '../../src/platform/uuid.js';
import type { TestService } from '../support/service.js';

/** What an operator sends; further members are for bodies that are refused. */
export interface Said extends Record<string, unknown> {
  said: string;
  reason?: string;
  note?: string;
  tap?: string;
  saidAt?: string;
}

/** A confirmation tapped just now, unless `what` says otherwise. */
export const tapped = (service: TestService, what: Said) => ({
  tap: uuidv7(),
  saidAt: service.clock.now().toISOString(),
  ...what,
});

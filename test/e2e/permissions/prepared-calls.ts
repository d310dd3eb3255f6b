import type { Asked, Call, Row } from './row.js';

/**
 * The calls of one row. What takes time is not a request but making the thing that it is about; so a call that changes
 * nothing is made for everybody with the same thing: one at each place, or one for each role there if the row looks at
 * the role. A row that looks at the person makes a thing for each.
 */
export class PreparedCalls {
  private readonly kept = new Map<string, Call>();

  constructor(private readonly row: Row) {}

  /** @param changes whether the call, if the service is right, does what it asks for: then its thing is used up */
  async for(asked: Asked, { changes }: { changes: boolean }): Promise<Call> {
    if (changes) return this.row.call(asked);
    const [anybody, ofRole] = [asked.at.stationId, `${asked.at.stationId} ${asked.role}`];
    const kept = this.kept.get(anybody) ?? this.kept.get(ofRole);
    if (kept) return kept;
    const { watched, looked } = watch(asked);
    const call = await this.row.call(watched);
    if (!looked.atPerson && !call.as) this.kept.set(looked.atRole ? ofRole : anybody, call);
    return call;
  }
}

/** The same, and what of it was looked at. */
function watch(asked: Asked) {
  const looked = { atPerson: false, atRole: false };
  const watched: Asked = {
    service: asked.service,
    at: asked.at,
    get by() {
      looked.atPerson = true;
      return asked.by;
    },
    get role() {
      looked.atRole = true;
      return asked.role;
    },
  };
  return { watched, looked };
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import type { Operation } from '../operations/operations.schemas.js';
import { aboutOperation } from '../proposals/about-operation.js';
import { EntryProposalsService } from '../proposals/entry-proposals.service.js';
import { type Proposal, Proposals } from '../proposals/proposal.js';
import { UndoProposalsService } from './undo-proposals.service.js';

interface Asking {
  by: Actor;
  /** The revisions of entries on which it may be based, by entry; of others any. */
  seen: Readonly<Record<string, SeenRevisions>>;
  /** The change that was accepted earlier and is applied now. */
  applies: string | undefined;
}

/** Makes proposals of operations, one after the other; those that copy have become others before. */
@Injectable()
export class OperationProposalsService {
  constructor(
    private readonly entries: EntryProposalsService,
    private readonly undos: UndoProposalsService,
  ) {}

  /** @throws what `EntryProposalsService` and `UndoProposalsService` find, about the operation */
  async of(operations: readonly Operation[], { by, seen, applies }: Asking): Promise<Proposal[]> {
    const proposals = new Proposals();
    for (const [index, one] of operations.entries()) {
      if (one.op === 'undo')
        await aboutOperation(index, () => this.undos.propose(one.changeId, index, proposals, { by, applies }));
      else if (one.op !== 'copy-week' && one.op !== 'copy')
        await this.entries.propose(one, index, proposals, { by, seenOf: (id) => seen[id] });
    }
    return proposals.all();
  }
}

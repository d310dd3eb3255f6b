import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { DataSource, EntityManager } from 'typeorm';
import { rethrowAsProblem } from './constraint-problems.js';

/** One transaction, and the news to be told once it is safe. */
export interface Work {
  manager: EntityManager;
  /** Tells `event` to its listeners after the commit, under the name of its class; never if the work is undone. */
  announce(event: object): void;
  /** As `announce`; the work ends only when the listeners are done, so that whoever is answered finds it done. */
  announceAndWait(event: object): void;
}

/** Runs a use case as one transaction. */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly source: DataSource,
    private readonly events: EventEmitter2,
  ) {}

  /**
   * Commits all that `useCase` did, then announces its news; undoes all of it when it throws.
   * A violated constraint becomes the problem that is registered for its name.
   */
  async run<Result>(useCase: (work: Work) => Promise<Result>): Promise<Result> {
    const news: object[] = [];
    const awaited: object[] = [];
    const work = {
      announce: (event: object) => void news.push(event),
      announceAndWait: (event: object) => void awaited.push(event),
    };
    const result = await this.source.transaction((manager) => useCase({ manager, ...work })).catch(rethrowAsProblem);
    for (const event of news) this.events.emit(event.constructor.name, event);
    for (const event of awaited) await this.events.emitAsync(event.constructor.name, event);
    return result;
  }
}

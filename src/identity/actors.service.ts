import { Injectable } from '@nestjs/common';
import type { Actor } from './actor.js';
import { PeopleNames } from './people-names.service.js';
import { Reaches } from './reaches.js';

/** People as actors outside of their requests. */
@Injectable()
export class ActorsService {
  constructor(
    private readonly names: PeopleNames,
    private readonly reaches: Reaches,
  ) {}

  /**
   * For what somebody asked for and is done later: the person with their grants as of now, not as of then. Who has left
   * meanwhile may do nothing any more.
   */
  async as(personId: string): Promise<Actor> {
    const named = (await this.names.of([personId])).get(personId);
    return this.reaches.actorFor({ id: personId, name: named?.name ?? '' });
  }
}

import { Injectable } from '@nestjs/common';
import { GroupsQueries } from './groups.queries.js';

/** Groups of a centre's stations. */
@Injectable()
export class GroupsService {
  constructor(private readonly queries: GroupsQueries) {}

  /** Ids of all stations in any of the groups, each once. */
  stationsOf(groupIds: readonly string[]): Promise<string[]> {
    return this.queries.stationsOf(groupIds);
  }
}

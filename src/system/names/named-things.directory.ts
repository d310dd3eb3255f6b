import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ThingNamesDirectory } from '../../identity/audit/thing-names.directory.js';
import { namesOfThings } from './things.queries.js';

const Uuid = z.uuid();

/** Tells the audit trail what people, stations, programs and entries are called. */
@Injectable()
export class NamedThingsDirectory extends ThingNamesDirectory {
  constructor(private readonly source: DataSource) {
    super();
  }

  async namesOf(ids: readonly string[]): Promise<Map<string, string>> {
    const wanted = [...new Set(ids)].filter((id) => Uuid.safeParse(id).success);
    if (wanted.length === 0) return new Map();
    return new Map((await namesOfThings(this.source, wanted)).map(({ id, name }) => [id, name]));
  }
}

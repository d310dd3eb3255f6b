import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** A person as others are shown them. */
export interface NamedPerson {
  id: string;
  name: string;
}

/** The names behind the ids of people, for those who may see what these people did. */
@Injectable()
export class PeopleNames {
  constructor(private readonly source: DataSource) {}

  async of(ids: readonly string[]): Promise<Map<string, NamedPerson>> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return new Map();
    const people: NamedPerson[] = await this.source.query('SELECT id, name FROM people WHERE id = ANY($1)', [wanted]);
    return new Map(people.map((person) => [person.id, person]));
  }
}

import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { GrantsService } from '../people/grants.service.js';
import type { PersonRow } from '../people/people.queries.js';
import { Roll } from '../people/roll.js';
import { type Invitation, InvitationsService } from './invitations.service.js';

const FIRST_LOCK = 7_264_104;

/** A service without people waits for the one who holds the code that its start printed. There is no default password. */
@Injectable()
export class FirstAdministrator {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: InvitationsService,
    private readonly roll: Roll,
    private readonly grants: GrantsService,
  ) {}

  /** A code for the first administrator, in place of earlier ones; undefined once there are people. */
  async invite(): Promise<Invitation | undefined> {
    return this.unitOfWork.run(async (work) =>
      (await this.isAwaited(work)) ? this.invitations.issue(work, null) : undefined,
    );
  }

  /** Tells the one who started the service how to make the first administrator, as long as there are no people. */
  async announce(url: string, print: (line: string) => void): Promise<void> {
    const invitation = await this.invite();
    if (invitation) print(noticeOf(invitation, url));
  }

  /** The first person, an administrator everywhere; undefined when there are people already. */
  async appoint(work: Work, who: { login: string; name: string }): Promise<PersonRow | undefined> {
    if (!(await this.isAwaited(work))) return undefined;
    const person = await this.roll.enter(work, who);
    const overAll = { role: 'administrator', scope: { kind: 'everywhere', id: null } } as const;
    await this.grants.write(work, person.id, overAll, person);
    return person;
  }

  private async isAwaited({ manager }: Work): Promise<boolean> {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [FIRST_LOCK]);
    const people: unknown[] = await manager.query('SELECT FROM people LIMIT 1');
    return people.length === 0;
  }
}

function noticeOf({ code, expiresAt }: Invitation, url: string): string {
  const answer = JSON.stringify({ code, login: '…', name: '…', password: '…' });
  return [
    `First start: there are no people yet. Make the first administrator until ${expiresAt.toISOString()}:`,
    `  POST ${url.replace(/\/$/, '')}/api/v1/invitations/accept`,
    `  ${answer}`,
    'The code works once. The next start prints a new one, and then this one no longer works.',
  ].join('\n');
}

import { Injectable } from '@nestjs/common';
import { localTime } from '../../platform/clock/local-day.js';
import { Config, type Settings } from '../../platform/config/config.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type Invitation, issueInvitation } from '../people/invitation-codes.js';
import { hasNoPeople } from './invitations.queries.js';

/** The code for the first administrator, who comes without an invitation by anybody; there is no default password. */
@Injectable()
export class FirstAdministratorService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly config: Config,
  ) {}

  /** A code for the first administrator, which replaces earlier ones; undefined once there are people. */
  async invite(): Promise<Invitation | undefined> {
    const hours = this.config.settings.INVITATION_HOURS;
    return this.unitOfWork.run(async (work) =>
      (await hasNoPeople(work)) ? issueInvitation(work, null, { hours }) : undefined,
    );
  }

  /** Prints how to make the first administrator, as long as there are no people. */
  async announce(url: string, print: (line: string) => void): Promise<void> {
    const invitation = await this.invite();
    if (invitation) print(firstAdministratorNotice(invitation, url, this.config.settings));
  }
}

/** What the first start prints: how to make the first administrator with the code. */
function firstAdministratorNotice({ code, expiresAt }: Invitation, url: string, settings: Settings): string {
  const { SECOND_FACTOR, TIME_ZONE } = settings;
  const until = `${localTime(expiresAt, TIME_ZONE)} (${TIME_ZONE})`;
  const base = url.replace(/\/$/, '');
  const answer = JSON.stringify({ code, login: '…', name: '…', password: '…' });
  return [
    `First start: there are no people yet. Make the first administrator until ${until}. In a browser:`,
    `  ${base}/thiet-lap#${code}`,
    'or by a program:',
    `  POST ${base}/api/v1/invitations/accept`,
    `  ${answer}`,
    ...(SECOND_FACTOR === 'required' ? ['Then sign in and set up a second factor: see docs/operations.md.'] : []),
    'The code works once. The next start prints a new one, and then this one no longer works.',
  ].join('\n');
}

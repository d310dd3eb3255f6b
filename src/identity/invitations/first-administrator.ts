import type { Invitation } from '../people/invitation-codes.js';

/** What the first start prints: how to make the first administrator with the code. */
export function firstAdministratorNotice({ code, expiresAt }: Invitation, url: string): string {
  const answer = JSON.stringify({ code, login: '…', name: '…', password: '…' });
  return [
    `First start: there are no people yet. Make the first administrator until ${expiresAt.toISOString()}:`,
    `  POST ${url.replace(/\/$/, '')}/api/v1/invitations/accept`,
    `  ${answer}`,
    'The code works once. The next start prints a new one, and then this one no longer works.',
  ].join('\n');
}

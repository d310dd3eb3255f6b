import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { fault, fine, type Finding, messageOf } from './finding.js';

const PATIENCE_MS = 10_000;

/** Connects to the mail server of SMTP_URL and greets it (EHLO, STARTTLS); it neither signs in nor sends anything. */
export async function examineMailServer(smtpUrl: string): Promise<Finding> {
  const { auth: _, ...server } = parseConnectionUrl(smtpUrl);
  const where = `${server.host}:${server.port ?? 'its usual port'}`;
  try {
    await greet(server);
    return fine('SMTP', `${where} answers`);
  } catch (error) {
    const advice = 'Check SMTP_URL and the firewall, and whether the server wants smtps:// (465) or smtp:// (587, 25)';
    return fault('SMTP', `${where} does not answer as a mail server: ${messageOf(error)}`, advice);
  }
}

function greet(server: SMTPConnection.Options): Promise<void> {
  const patience = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS };
  const connection = new SMTPConnection({ ...server, ...patience });
  return new Promise((resolve, reject) => {
    connection.once('error', reject);
    connection.connect(() => {
      resolve();
      connection.quit();
    });
  });
}

const REPLACEMENT = '…';

/** How the name of a secret ends, in a query, a form, a cookie or an object. */
const SECRET_NAME =
  /(?:ticket|token|password|passwd|secret|otp|session|signature|authorization|cookie|apikey|(?:secret|private)key|(?:recovery|invitation|enrolment)codes?|matkhau)$/;
/** A name that is secret in a query, and ordinary elsewhere: errors have codes, too. */
const SECRET_PARAMETER = /^(?:code|pass|pwd|pin)$/;

/** One character of a name or a value, as itself or percent-encoded, however often. */
const CHARACTER = String.raw`(?:%(?:25){0,8}[0-9a-f]{2}|[\w.~+\-[\]])`;
const PARAMETER = new RegExp(String.raw`${CHARACTER}{1,60}(?:=|%(?:25){0,8}3d)[^\s&]*`, 'gi');
const BEARER = /\b(Bearer|Basic)(?:\s|%20|\+)+[^\s"',&]+/gi;
const SIGNED = /\beyJ[\w-]{6,}\.[\w-]*\.[\w-]*/g;
/**
 * What `newSecret` makes, 43 characters of base64url; invitation codes, 20 characters in groups; and tokens that begin with
 * the name of the service.
 */
const RANDOM = new RegExp(
  String.raw`(?<![\w%-])(?:${CHARACTER}{43}(?![\w%-])|${CHARACTER}{24}(?![\w%-])|vang_[\w-]{20,})`,
  'gi',
);
const INVITATION_CODE = /^(?:[0-9a-z]{4}-){4}[0-9a-z]{4}$/i;

/**
 * `text` without credentials: values of parameters whose name is that of a secret, however it is spelled, bearer tokens,
 * signed tickets, and random secrets in any place, e.g. in a path. Rather removes too much than too little.
 */
export function withoutSecrets(text: string): string {
  return text
    .replace(BEARER, `$1 ${REPLACEMENT}`)
    .replace(SIGNED, REPLACEMENT)
    .replace(PARAMETER, (found) => withoutSecretParameter(found))
    .replace(RANDOM, (found) => (looksRandom(decoded(found)) ? REPLACEMENT : found));
}

/** A line of the log without credentials, also in the members of objects. */
export function lineWithoutSecrets(line: string): string {
  try {
    return `${JSON.stringify(JSON.parse(line), withoutSecretMember)}\n`;
  } catch {
    return withoutSecrets(line);
  }
}

/** Of errors of the database that were logged as ordinary objects: what people wrote, and their passwords. */
const VALUES_OF_STATEMENTS = ['parameters', 'driverError'];

function withoutSecretMember(name: string, value: unknown): unknown {
  if (VALUES_OF_STATEMENTS.includes(name)) return REPLACEMENT;
  if (typeof value !== 'string') return value;
  return isSecret(name) ? REPLACEMENT : withoutSecrets(value);
}

/** An encoded parameter may hold further ones, so that all that is decoded is looked at. */
function withoutSecretParameter(found: string): string {
  const names = decoded(found)
    .split(/[?&;/]/)
    .map((piece) => piece.split('=')[0] ?? '');
  const secret = names.find(namesSecret);
  return secret === undefined ? found : `${normalised(secret)}=${REPLACEMENT}`;
}

const isSecret = (name: string): boolean => SECRET_NAME.test(normalised(name));
/** Only its letters: `recovery_code`, `recoveryCode` and `recovery-code[]` are one name. */
const normalised = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\[.*/, '')
    .replace(/[^a-z]/g, '');

/** Whether something of this name is a secret wherever it stands in an address. */
export const namesSecret = (name: string): boolean => isSecret(name) || SECRET_PARAMETER.test(normalised(name));

/** Undoes percent-encoding, however often it was applied. */
function decoded(text: string): string {
  let [before, after] = ['', text];
  while (before !== after) {
    before = after;
    after = before.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  }
  return after;
}

const looksRandom = (word: string): boolean =>
  word.startsWith('vang_') ||
  INVITATION_CODE.test(word) ||
  (/^[\w-]{43}$/.test(word) && /\d/.test(word) && /[A-Z]/.test(word) && /[a-z]/.test(word));

import type { Role } from '../permissions.js';
import type { Scope } from '../scope.js';

/** What the text of each kind of notice names. Names and addresses as they were when the person was told. */
export interface NoticeData {
  'sign-in-from-new-place': { address: string | null; userAgent: string | null };
  'password-changed': Record<string, never>;
  /** An administrator issued a code with which a new password can be chosen; null: a command on the server did. */
  'reset-code-issued': { by: string | null };
  /** A new password was chosen with an administrator's code; `by` is who issued the code, as above. */
  'password-reset': { by: string | null; address: string | null };
  'role-given': { role: Role; scopeKind: Scope['kind']; by: string };
  'role-taken': { role: Role; scopeKind: Scope['kind']; by: string };
  'mail-address-changed': { address: string | null };
  'second-factor-on': Record<string, never>;
  /** `by` names the administrator who took it off, or the service for a command on the server; null: the person. */
  'second-factor-off': { by: string | null; atServer?: boolean };
  'recovery-codes-made': Record<string, never>;
  'recovery-code-used': { left: number };
  /** Codes of the second factor, after the right password. */
  'wrong-codes': { count: number };
  'token-made': { name: string };
  'token-ended': { name: string };
}

export type NoticeCode = keyof NoticeData;

/** A notice of any kind: the code says which data it has. */
export type AnyNotice = { [Code in NoticeCode]: { code: Code; data: NoticeData[Code] } }[NoticeCode];

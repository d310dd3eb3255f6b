import type { z } from 'zod';
import type { Language, Texts } from '../words/language.js';
import { sentence } from '../words/sentence.js';

/** One fault in the request; `pointer` is a JSON pointer into it (RFC 6901). */
export interface FieldFault {
  pointer: string;
  message: Texts;
}

/** What is the same each time that a problem occurs. */
export interface ProblemKind {
  status: number;
  /** Further statuses with which it is answered. */
  statuses?: readonly number[];
  /** Stable, kebab-case; clients depend on it. */
  code: string;
  /** What happened and what to do next, as sentences with `{name}` for what differs from time to time. */
  vi: string;
  en: string;
  /** The further members of its document, for OpenAPI. */
  extra?: z.ZodObject;
}

/** What differs from time to time. */
export interface ProblemParts<Extra = Record<string, unknown>> {
  /**
   * Further members of the problem document, e.g. the entries that clash; sentences may name them. A function for those
   * that hold sentences.
   */
  extra?: Extra | ((language: Language) => Extra);
  /** What sentences name besides: see `SentenceValue`. */
  values?: Record<string, unknown>;
  errors?: readonly FieldFault[];
  /** Seconds to wait before trying again, sent as `Retry-After`; sentences may name it. */
  retryAfter?: number;
  /** Instead of the status and the sentences of the kind, where one code has several. */
  status?: number;
  detail?: Texts;
}

/** As `ProblemParts`, with the further members that the kind declares and no others. */
type PartsOf<Shape extends z.ZodObject> = ProblemParts<Given<z.input<Shape>>>;
type Given<Value> = Value extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : Value extends object
    ? { readonly [Name in keyof Value]: Given<Value[Name]> }
    : Value;

/** A failure that a caller can act on, answered as a problem document (RFC 9457). Subclasses are in `*.problems.ts`. */
export abstract class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly errors: readonly FieldFault[] | undefined;
  /** Its further members, in a language. */
  readonly extraIn: (language: Language) => Record<string, unknown>;
  readonly retryAfter: number | undefined;
  /** What happened and what to do next. */
  readonly detail: Texts;
  /** Of several operations that were sent at once, the one that it is about, from 0. */
  operation?: number | undefined;

  constructor(kind: ProblemKind, { extra = {}, values, errors, retryAfter, status, detail = kind }: ProblemParts = {}) {
    const extraIn = typeof extra === 'function' ? extra : () => extra;
    const waits = retryAfter === undefined ? {} : { retryAfter };
    const written = (language: Language) => sentence(detail, { ...extraIn(language), ...values, ...waits }, language);
    super(written('en'));
    this.name = new.target.name;
    this.code = kind.code;
    this.status = status ?? kind.status;
    this.errors = errors;
    this.extraIn = extraIn;
    this.retryAfter = retryAfter;
    this.detail = { vi: written('vi'), en: this.message };
  }
}

/** A class that `problem` has made, or one that extends it. */
export interface ProblemClass {
  readonly kind: ProblemKind;
}

const kinds = new Map<string, ProblemKind>();

/** Every kind of problem that the loaded modules may answer with, by code. */
export const problemKinds = (): ReadonlyMap<string, ProblemKind> => kinds;

/**
 * Declares a kind of problem. Its class extends what this returns:
 * `export class LoginTaken extends problem({ status: 409, code: 'login-taken', vi: '…', en: '…' }) {}`
 * @throws Error when another class has the code
 */
export function problem<Extra extends z.ZodObject = z.ZodObject<Record<string, never>>>(
  kind: ProblemKind & { extra?: Extra },
) {
  if (kinds.has(kind.code)) throw new Error(`Two kinds of problem have the code ${kind.code}.`);
  kinds.set(kind.code, kind);
  return class extends Problem {
    static readonly kind = kind;

    constructor(parts: PartsOf<Extra> = {}) {
      super(kind, parts);
    }
  };
}

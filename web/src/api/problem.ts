import type { components } from '../generated/api.d.ts';

export type ProblemCode = components['schemas']['ProblemCode'];

/** What a problem document says; `detail` is a sentence for people, in the language of the page. */
export interface ProblemDocument {
  type?: string;
  status: number;
  code: ProblemCode;
  title: string;
  detail: string;
  errors?: { pointer: string; message: string }[];
  [extra: string]: unknown;
}

/** A request that the service refused. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly document: ProblemDocument,
    readonly retryAfterSeconds: number | undefined,
  ) {
    super(document.detail);
  }

  get code(): ProblemCode {
    return this.document.code;
  }

  /** Whether the service itself said so, and not something on the way to it. */
  get isOurs(): boolean {
    return this.document.type?.startsWith('urn:vang:problem:') === true;
  }

  /** What is wrong with one field of the form, by its name in the body. */
  fault(field: string): string | undefined {
    return this.document.errors?.find(({ pointer }) => pointer === `/${field}`)?.message;
  }
}

/** The service cannot be reached: no network, or it is being started. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

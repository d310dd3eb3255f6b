import type { NamedPerson } from '../../identity/people/people.queries.js';
import type { ProgramRecord } from './library.queries.js';
import type { ProgramView } from './library.schemas.js';

/** Whose names a record needs. */
export const peopleIn = (record: ProgramRecord): string[] =>
  [record.createdBy, record.uploadedBy, record.decidedBy].filter((id) => id !== null);

/** A program as it is answered. */
export function presentProgram(record: ProgramRecord, names: Map<string, NamedPerson>): ProgramView {
  const { sha256, bytes, fileName, uploadedAt, uploadedBy, decision, note, decidedAt, decidedBy, ...rest } = record;
  const person = (id: string) => names.get(id) ?? { id, name: '' };
  const original = sha256 && {
    sha256,
    bytes,
    fileName,
    uploadedAt: uploadedAt.toISOString(),
    uploadedBy: person(uploadedBy),
  };
  const approval = sha256 &&
    decision && {
      decision,
      originalSha256: sha256,
      note,
      decidedAt: decidedAt.toISOString(),
      decidedBy: person(decidedBy),
    };
  return {
    ...rest,
    original: original || null,
    approval: approval || null,
    createdBy: person(record.createdBy),
    createdAt: record.createdAt.toISOString(),
    withdrawnAt: record.withdrawnAt?.toISOString() ?? null,
  };
}

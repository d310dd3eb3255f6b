import type { NamedPerson } from '../../identity/people/people.queries.js';
import type { Listening } from '../listening/judge-listening.js';
import { presentListening } from '../listening/listening.schemas.js';
import { hashOfRenditions, type RenditionHashes } from '../rendition-hashes.js';
import { changedFields } from './description.js';
import type { ProgramRecord } from './library.queries.js';
import type { ProgramView } from './library.schemas.js';

/** What a record does not hold. */
export interface ProgramFacts {
  names: ReadonlyMap<string, NamedPerson>;
  /** The newest ones of its newest audio; undefined until there are any. */
  renditions: RenditionHashes | undefined;
  /** Of the reader, if they may approve it. */
  listening: Listening | undefined;
}

export function presentProgram(
  record: ProgramRecord,
  { names, renditions = {}, listening }: ProgramFacts,
): ProgramView {
  const person = (id: string) => names.get(id) ?? { id, name: '' };
  return {
    ...ownFields(record),
    original: originalOf(record, person),
    version: record.sha256 !== null && record.state === 'ready' ? versionOf(record, record.sha256, renditions) : null,
    approval: record.decision && {
      decision: record.decision,
      note: record.note,
      decidedAt: record.decidedAt.toISOString(),
      decidedBy: person(record.decidedBy),
    },
    listening: listening ? presentListening(listening) : null,
    inForce: inForceOf(record, person),
    changedSinceApproval: record.approved && {
      audio: record.sha256 !== record.approvedSha256,
      fields: changedFields(record.approved, record),
    },
    createdAt: record.createdAt.toISOString(),
    createdBy: person(record.createdBy),
    withdrawnAt: record.withdrawnAt?.toISOString() ?? null,
    withdrawnNote: record.withdrawnNote,
    revision: record.revision,
  };
}

type Person = (id: string) => NamedPerson;

function ownFields(record: ProgramRecord) {
  const { id, centreId, stationId, title, topic, genre, segmentId, origin, sourceOffice, legalTexts } = record;
  const { language, priority, expiresOn, state, refusal, seconds } = record;
  const description = { title, topic, genre, segmentId, origin, sourceOffice, legalTexts, language };
  return { id, centreId, stationId, ...description, priority, expiresOn, state, refusal, seconds };
}

function originalOf({ sha256, bytes, fileName, uploadedAt, uploadedBy }: ProgramRecord, person: Person) {
  if (sha256 === null) return null;
  return { sha256, bytes, fileName, uploadedAt: uploadedAt.toISOString(), uploadedBy: person(uploadedBy) };
}

const versionOf = ({ descriptionSha256 }: ProgramRecord, originalSha256: string, renditions: RenditionHashes) => ({
  originalSha256,
  descriptionSha256,
  renditionsSha256: hashOfRenditions(renditions),
});

function inForceOf(record: ProgramRecord, person: Person): ProgramView['inForce'] {
  const { approved, approvedSha256, approvedSeconds, approvedRenditions, approvedAt, approvedBy } = record;
  if (approved === null || approvedSha256 === null) return null;
  return {
    ...approved,
    originalSha256: approvedSha256,
    seconds: approvedSeconds,
    renditions: approvedRenditions,
    approvedAt: approvedAt.toISOString(),
    approvedBy: person(approvedBy),
  };
}

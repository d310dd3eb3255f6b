/** A program must not air (any more): new audio, sent back after approval, or withdrawn. */
export class ApprovalVoided {
  constructor(readonly programId: string) {}
}

/** The audio in force of a program was approved; it may go on the air. */
export class ProgramApproved {
  constructor(readonly programId: string) {}
}

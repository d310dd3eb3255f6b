/** A program may not air any more, or on other days, and its broadcasts were not planned with that. */
export class ProgramToPlan {
  constructor(readonly programId: string) {}
}

/** The audio in force of a program cannot be used; the program says why. */
export class ProgramRefused {
  constructor(readonly programId: string) {}
}

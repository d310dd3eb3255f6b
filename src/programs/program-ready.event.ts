/** The audio in force of a program has been processed; its length is known. */
export class ProgramReady {
  constructor(readonly programId: string) {}
}

/** The audio in force of a program has been transcoded; its length is known. */
export class ProgramReady {
  constructor(readonly programId: string) {}
}

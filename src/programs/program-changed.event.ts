/** The description of a program changed, e.g. its title or its last day. Its audio did not. */
export class ProgramChanged {
  constructor(readonly programId: string) {}
}

/** The audio in force of a program was approved; it may go on air. */
export class ProgramApproved {
  constructor(readonly programId: string) {}
}

/** A program must not air, or no longer: it has new audio, was sent back after its approval, or was withdrawn. */
export class ApprovalVoided {
  constructor(readonly programId: string) {}
}

/** The description of a program changed, e.g. its title or its last day. Its audio did not. */
export class ProgramChanged {
  constructor(readonly programId: string) {}
}

/** An original was stored and is now the audio in force of a program; it waits to be transcoded. */
export class AudioUploaded {
  constructor(
    readonly programId: string,
    readonly originalSha256: string,
  ) {}
}

/** The audio in force of a program was transcoded; its length is known. */
export class ProgramReady {
  constructor(readonly programId: string) {}
}

/** The audio in force of a program cannot be used; the program has the reason. */
export class ProgramRefused {
  constructor(readonly programId: string) {}
}

/** An original was stored and is now the newest audio of a program; it waits to be transcoded. */
export class AudioUploaded {
  constructor(
    readonly programId: string,
    readonly originalSha256: string,
  ) {}
}

/** The newest audio of a program was transcoded; its length is known. */
export class ProgramReady {
  constructor(readonly programId: string) {}
}

/** The newest audio of a program cannot be used; the program has the reason. */
export class ProgramRefused {
  constructor(readonly programId: string) {}
}

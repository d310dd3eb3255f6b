/** An original is kept and is the audio in force of a program; it waits to be transcoded. */
export class AudioUploaded {
  constructor(
    readonly programId: string,
    readonly originalSha256: string,
  ) {}
}

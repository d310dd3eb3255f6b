/** The transcoding of an original was cancelled; the run that held the claim must end. */
export class TranscodingCancelled {
  constructor(readonly run: string) {}
}

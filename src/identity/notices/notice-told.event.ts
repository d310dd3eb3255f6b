/** A person was told something that concerns the security of their account. */
export class NoticeTold {
  constructor(readonly noticeId: string) {}
}

/** The stations of the group may have changed. */
export class GroupChanged {
  constructor(readonly groupId: string) {}
}

/** Other stations than before may be in the group. */
export class GroupChanged {
  constructor(readonly groupId: string) {}
}

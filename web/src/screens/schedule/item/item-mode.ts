/** What is being done with an item. */
export type ItemMode = 'shown' | 'move' | 'replace' | 'withdraw';

/** Days were marked for the airtime roll-up. */
export class DaysMarked {}

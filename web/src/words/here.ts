/** The zone of this machine: for what concerns the person and no station, and for the day that a page begins with. */
export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zone of this machine: for what concerns the person and not a station. */
export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

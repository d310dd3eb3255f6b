/** The zone of this machine: times of decisions and of handing in are shown in it. */
export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

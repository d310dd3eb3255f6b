/** Fields for days and times, week from Monday, written as people here write them: `23/11/2026`, `17:15`. */
import 'dayjs/locale/vi';
import '@mantine/dates/styles.css';

export { DateInput, DatePickerInput, DatesProvider, TimeInput } from '@mantine/dates';

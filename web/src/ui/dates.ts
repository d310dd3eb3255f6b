/** Fields for days. */
import 'dayjs/locale/vi';
import '@mantine/dates/styles.css';

export { DateInput, DatesProvider } from '@mantine/dates';

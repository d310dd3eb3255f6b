import type { access } from '../parts/access.vi.ts';
import type { account } from '../screens/account/words.vi.ts';
import type { administration } from '../screens/administration/words.vi.ts';
import type { approval } from '../screens/approval/words.vi.ts';
import type { library } from '../screens/library/words.vi.ts';
import type { notice } from '../screens/notice/words.vi.ts';
import type { reports } from '../screens/reports/words.vi.ts';
import type { schedule } from '../screens/schedule/words.vi.ts';
import type { setUp } from '../screens/set-up/words.vi.ts';
import type { signIn } from '../screens/sign-in/words.vi.ts';
import type { stations } from '../screens/stations/words.vi.ts';
import type { today } from '../screens/today/words.vi.ts';
import type { scheduling } from '../parts/schedule/words.vi.ts';
import type { uploads } from '../parts/uploads/words.vi.ts';
import type { programs } from '../parts/programs/words.vi.ts';
import type { common } from '../words/common.vi.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    returnNull: false;
    resources: {
      common: typeof common;
      access: typeof access;
      account: typeof account;
      administration: typeof administration;
      approval: typeof approval;
      library: typeof library;
      notice: typeof notice;
      programs: typeof programs;
      reports: typeof reports;
      schedule: typeof schedule;
      scheduling: typeof scheduling;
      setUp: typeof setUp;
      signIn: typeof signIn;
      stations: typeof stations;
      today: typeof today;
      uploads: typeof uploads;
    };
  }
}

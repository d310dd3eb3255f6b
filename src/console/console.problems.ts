import { problem } from '../platform/http/problem.js';

export const ConsoleNotBuilt = problem({
  status: 503,
  code: 'console-not-built',
  vi: 'Trang điều khiển chưa được tạo. Chạy: npm run build.',
  en: 'The pages of the console were not built. Run: npm run build.',
});

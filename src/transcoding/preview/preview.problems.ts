import { problem } from '../../platform/http/problem.js';

/** 401: the ticket is forged or has expired, the program has other audio now, or the session is over. */
export class PreviewOver extends problem({
  status: 401,
  code: 'preview-over',
  vi: 'Địa chỉ nghe thử này không còn dùng được; hãy mở chương trình và nghe lại.',
  en: 'This preview address is no longer valid; open the program and listen again.',
}) {}

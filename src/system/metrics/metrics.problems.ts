import { problem } from '../../platform/http/problem.js';

/** 403: the caller has neither METRICS_TOKEN nor an address of METRICS_ALLOW. */
export class MetricsNotAllowed extends problem({
  status: 403,
  code: 'metrics-not-allowed',
  vi: 'Chỉ hệ thống giám sát được đọc số liệu: hãy gửi METRICS_TOKEN, hoặc thêm địa chỉ vào METRICS_ALLOW.',
  en: 'Only monitoring may read the metrics: send METRICS_TOKEN, or add the address to METRICS_ALLOW.',
}) {}

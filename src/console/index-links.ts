/** Where everything begins: what a program finds at `/`. */
export interface IndexLink {
  href: string;
  vi: string;
  en: string;
}

export const INDEX_LINKS = {
  console: { href: '/dang-nhap', vi: 'Trang điều khiển', en: 'Console' },
  docs: { href: '/api/docs', vi: 'Tài liệu API', en: 'API documentation' },
  openapi: { href: '/api/openapi.json', vi: 'Mô tả API theo OpenAPI 3.1', en: 'OpenAPI 3.1 document' },
  ready: { href: '/health/ready', vi: 'Tình trạng của hệ thống', en: 'State of the service' },
} satisfies Record<string, IndexLink>;

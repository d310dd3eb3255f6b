/** Where everything begins: what a person or a program finds at `/`. */
export interface IndexLink {
  href: string;
  vi: string;
  en: string;
}

export const INDEX_LINKS = {
  docs: { href: '/api/docs', vi: 'Tài liệu API', en: 'API documentation' },
  openapi: { href: '/api/openapi.json', vi: 'Mô tả API theo OpenAPI 3.1', en: 'OpenAPI 3.1 document' },
  ready: { href: '/health/ready', vi: 'Tình trạng của hệ thống', en: 'State of the service' },
} satisfies Record<string, IndexLink>;

/** The index for browsers, Vietnamese first. */
export const indexPage = (version: string): string => `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Vang</title>
<style>body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }</style>
<h1>Vang</h1>
<p>Hệ thống lập lịch phát và phân phối nội dung cho đài truyền thanh cơ sở. Phiên bản ${version}.</p>
<p lang="en">Broadcast scheduling and content service for commune loudspeaker stations.</p>
<ul>
${Object.values(INDEX_LINKS).map(itemOf).join('\n')}
</ul>
</html>
`;

const itemOf = ({ href, vi, en }: IndexLink): string =>
  `<li><a href="${href}">${vi}</a> <small lang="en">${en}</small></li>`;

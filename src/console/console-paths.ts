/** The addresses of the console's pages, as web/src/app names them; what follows them is read by the page. */
export const CONSOLE_PATHS = [
  'dang-nhap',
  'ma-moi',
  'thiet-lap',
  'hom-nay',
  'thong-bao',
  'duyet',
  'lich-phat',
  'thu-vien',
  'dai',
  'bao-cao',
  'quan-tri',
  'tai-khoan',
] as const;

/** As routes: each page and everything below it. */
export const CONSOLE_ROUTES: string[] = CONSOLE_PATHS.flatMap((path) => [path, `${path}/*`]);

/** All that is for browsers, as patterns of paths that are not below /api/v1. */
export const PAGE_ROUTES: string[] = ['/', ...CONSOLE_PATHS.flatMap((path) => [path, `${path}/*rest`])];

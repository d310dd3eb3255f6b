import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

/** Light to dark; shade 8 is the accent on light paper, shade 3 on dark. */
const lake: MantineColorsTuple = [
  '#ddeef0',
  '#c3e2e6',
  '#9fd3db',
  '#7cc7d4',
  '#4fa9b8',
  '#2f8b9b',
  '#1c7484',
  '#126374',
  '#0b5563',
  '#07434f',
];
const brick: MantineColorsTuple = [
  '#fbe5e2',
  '#f8cdc8',
  '#f5b0a8',
  '#ff9c8f',
  '#e56f62',
  '#d5493d',
  '#c6352a',
  '#bb2b22',
  '#b3261e',
  '#8f1c15',
];

/** Mantine chooses the letters on filled buttons for the light look: on the light fills of the dark look they are dark. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input);
  return input.variant === 'filled' ? { ...colours, color: 'var(--vang-on-filled)' } : colours;
};

export const theme = createTheme({
  variantColorResolver,
  primaryColor: 'lake',
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  colors: { lake, brick },
  defaultRadius: 4,
  fontFamily: "'Be Vietnam Pro', 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "'Vang Digits', 'Be Vietnam Pro', monospace",
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '1.75rem', lineHeight: '2.375rem' } } },
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2.5rem' },
  respectReducedMotion: true,
  cursorType: 'pointer',
});

interface Ink {
  paper: string;
  sheet: string;
  ink: string;
  muted: string;
  border: string;
  night: string;
  /** On a fill of the accent. */
  onFilled: string;
}

const LIGHT: Ink = {
  paper: '#f6f5f1',
  sheet: '#ffffff',
  ink: '#1b2a2f',
  muted: '#54656b',
  border: '#7a898e',
  night: '#eceae3',
  onFilled: '#ffffff',
};
const DARK: Ink = {
  paper: '#12191c',
  sheet: '#1b2529',
  ink: '#e8edee',
  muted: '#a5b4b9',
  border: '#6f8087',
  night: '#0d1315',
  onFilled: '#12191c',
};

/** Colours of states: the shape of `parts/StateMark` says the same without colour. Text on tint is at least 4.5 : 1. */
const STATES = {
  upcoming: ['#3d5a80', '#e6ecf4', '#a9c1e6', '#22304a'],
  'on-air': ['#0b5563', '#ddeef0', '#7cc7d4', '#133840'],
  aired: ['#1f6b3a', '#e4f1e7', '#7fcb96', '#1e3a28'],
  waiting: ['#8a4b00', '#fbebd3', '#f0b45e', '#42300f'],
  failed: ['#b3261e', '#fbe5e2', '#ff9c8f', '#4a211c'],
} as const;

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...paperOf(LIGHT), ...statesOf(0) },
  dark: { ...paperOf(DARK), ...statesOf(2) },
});

const paperOf = ({ paper, sheet, ink, muted, border, night, onFilled }: Ink): Record<string, string> => ({
  '--mantine-color-body': paper,
  '--mantine-color-text': ink,
  '--mantine-color-dimmed': muted,
  '--mantine-color-placeholder': muted,
  '--mantine-color-error': 'var(--vang-failed)',
  '--mantine-color-default': sheet,
  '--mantine-color-default-border': border,
  '--vang-paper': paper,
  '--vang-sheet': sheet,
  '--vang-ink': ink,
  '--vang-muted': muted,
  '--vang-border': border,
  '--vang-line': `color-mix(in srgb, ${border} 40%, ${sheet})`,
  '--vang-night': night,
  '--vang-on-filled': onFilled,
});

const statesOf = (offset: 0 | 2): Record<string, string> =>
  Object.fromEntries(
    Object.entries(STATES).flatMap(([state, colours]) => [
      [`--vang-${state}`, colours[offset] as string],
      [`--vang-${state}-tint`, colours[offset + 1] as string],
    ]),
  );

import { createTheme, type MantineColorsTuple } from '@mantine/core';

const teal: MantineColorsTuple = [
  '#e6f7fa',
  '#cdebf1',
  '#9ad7e2',
  '#66c2d3',
  '#4fb3c6',
  '#2f9cb1',
  '#15879c',
  '#0b7285',
  '#095c6b',
  '#064551',
];

/** One accent, system fonts, radius 6, 14 px in the application; colours of a status are used for a status only. */
export const theme = createTheme({
  primaryColor: 'teal',
  // White on it is read in both appearances; links are a lighter one by themselves in the dark.
  primaryShade: 7,
  colors: { teal },
  defaultRadius: 6,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.375rem' }, h2: { fontSize: '1rem' }, h3: { fontSize: '0.875rem' } },
  },
  respectReducedMotion: true,
});

/**
 * The oldest browsers the console is made for (C23). They are the first of their kind that have everything pages and sign-in rest on:
 * `__Host-` and SameSite cookies, Sec-Fetch headers (Safari from 16.4), TLS 1.3, module scripts with nonces and `strict-dynamic`; the same
 * line that bundlers draw today as "widely available".
 */
export const MINIMUM_BROWSERS = {
  chromium: { label: 'Chrome, Edge, Opera, Brave and others on Chromium', version: [111, 0] },
  firefox: { label: 'Firefox', version: [114, 0] },
  safari: { label: 'Safari', version: [16, 4] },
  ios: { label: 'any browser on iPhone and iPad: iOS or iPadOS', version: [16, 4] },
} as const satisfies Record<string, { readonly label: string; readonly version: readonly [number, number] }>;

export type BrowserKind = keyof typeof MINIMUM_BROWSERS;

import type { ConsoleConfig } from '../console.config.ts';

/** Nothing runs, loads or frames but our own style sheet, images and forms (C19). No page has inline script or style, so none needs an exception. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const UNUSED_FEATURES = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'microphone',
  'midi',
  'payment',
  'usb',
];

/** Two years: browsers then refuse plain http by themselves (C17). */
const HSTS = 'max-age=63072000; includeSubDomains';

export function securityHeaders(config: Pick<ConsoleConfig, 'isHttps'>): Record<string, string> {
  return {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': UNUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
    // Not `no-referrer`: browsers then send `Origin: null` with our own forms, and the origin check would refuse them.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    ...(config.isHttps ? { 'strict-transport-security': HSTS } : {}),
  };
}

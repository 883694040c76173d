import type { ConsoleConfig } from '../console.config.ts';

/** Nothing a page of ours does needs any of these. */
const UNUSED_FEATURES = [
  'accelerometer',
  'ambient-light-sensor',
  'autoplay',
  'bluetooth',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'serial',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

/** Two years: browsers then refuse plain http by themselves (C17). */
const HSTS = 'max-age=63072000; includeSubDomains';

/** Where browsers tell of what the policy kept them from. */
export const REPORTS_PATH = '/csp-reports';

/**
 * On every answer, whoever makes it: pages, the API, files, errors, what was no HTTP. @fastify/helmet was looked at and left: it adds its
 * headers in a hook of the router, which framework errors and malformed requests never reach, and nothing of it but the names would be used.
 * @param nonce of this one answer
 */
export function securityHeaders(
  { isHttps, publicUrl }: Pick<ConsoleConfig, 'isHttps' | 'publicUrl'>,
  nonce: string,
): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce),
    'reporting-endpoints': `csp="${new URL(REPORTS_PATH, publicUrl).href}"`,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy': UNUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
    // Not `no-referrer`: browsers then send `Origin: null` with our own forms, and the origin check would refuse them.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-permitted-cross-domain-policies': 'none',
    'cache-control': 'no-store',
    ...(isHttps ? { 'strict-transport-security': HSTS } : {}),
  };
}

/**
 * Nothing runs, loads or frames but what carries this answer's nonce, our own images and our own forms (C19). No address is a source
 * of script or style, so that a file somebody managed to put on this host would not be one either.
 */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    // One policy, made by the application before all else, that lets no markup through (web/src/style-policy.ts); no other can be made.
    'trusted-types default',
    `report-uri ${REPORTS_PATH}`,
    'report-to csp',
  ].join('; ');
}

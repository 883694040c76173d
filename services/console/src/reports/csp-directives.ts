/** Those our policy has, and what browsers make of them. A closed list: a directive nobody knows is `other`. */
const DIRECTIVES = new Set([
  'default-src',
  'script-src',
  'script-src-elem',
  'script-src-attr',
  'style-src',
  'style-src-elem',
  'style-src-attr',
  'img-src',
  'connect-src',
  'font-src',
  'frame-src',
  'media-src',
  'object-src',
  'worker-src',
  'manifest-src',
  'form-action',
  'frame-ancestors',
  'base-uri',
  'require-trusted-types-for',
  'trusted-types',
]);
/** Browsers send a few together; more are no browser's. */
const MOST_REPORTS = 50;

/** The directive each report names; nothing for what is no report. */
export function directivesOf(report: unknown): string[] {
  const reports = Array.isArray(report) ? (report as unknown[]).slice(0, MOST_REPORTS) : [report];
  return reports.flatMap((one) => {
    const body =
      fieldOf(one, 'csp-report') ?? (fieldOf(one, 'type') === 'csp-violation' ? fieldOf(one, 'body') : undefined);
    const named =
      fieldOf(body, 'effectiveDirective') ??
      fieldOf(body, 'effective-directive') ??
      fieldOf(body, 'violated-directive');
    if (typeof named !== 'string') return [];
    const [directive = ''] = named.split(' ', 1);
    return [DIRECTIVES.has(directive) ? directive : 'other'];
  });
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

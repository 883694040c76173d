/** As much of an OpenAPI document as the page shows. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
}

interface ApiOperation {
  readonly operationId: string;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly responses: Readonly<Record<string, unknown>>;
}

/** Probes and the document itself are the same everywhere. */
const EVERYWHERE = /^\/(health|docs)\//;

/** One table per service: what there is, who may call it, and with what status it answers. */
export function apiPage(documents: Readonly<Record<string, ApiDocument>>): string {
  const parts = [
    '# API',
    'Made from the services by `tools/generators/write-api-documents.mjs`; do not edit. The documents themselves (OpenAPI 3.1, with every field) lie in `docs/reference/openapi/` and are served at `/docs/<service>/openapi.json`.',
    'A path `/v1/…` of a service is `/api/<service>/v1/…` at the edge. **internal** routes are reachable for services only.',
  ];
  for (const [service, document] of Object.entries(documents)) {
    const rows = Object.entries(document.paths)
      .filter(([path]) => !EVERYWHERE.test(path))
      .flatMap(([path, operations]) =>
        Object.entries(operations).map(([method, operation]) => row(path, method, operation)),
      );
    parts.push(`## ${service}`, ['| route | who | answers |', '|---|---|---|', ...rows].join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

function row(path: string, method: string, { security = [], responses }: ApiOperation): string {
  const status = Object.keys(responses).find((code) => code !== 'default') ?? '';
  return `| \`${method.toUpperCase()} ${path}\` | ${whoOf(security)} | ${status} |`;
}

function whoOf(security: NonNullable<ApiOperation['security']>): string {
  const { principal, service } = Object.assign({}, ...security) as Record<string, readonly string[] | undefined>;
  if (principal !== undefined) return principal.map((scope) => `\`${scope}\``).join(', ');
  return service === undefined ? 'everybody' : `**internal**: ${service.join(', ')}`;
}

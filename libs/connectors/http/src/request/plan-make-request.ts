import { ModuleError, readBoolean, readText, type Bundle, type ModuleInput } from '@ebbflow/connector-sdk';
import { multipartBody, urlEncodedBody } from './form-body.ts';
import { rawBody } from './raw-body.ts';
import { readFormFields, readTextPairs, readTimeoutMs } from './read-fields.ts';
import type { RequestBody, RequestPlan } from './request-plan.ts';
import { requireConnection } from './require-connection.ts';

const CERTIFICATE_KEYS = ['mTlsKeychain', 'mtlsKeychain', 'tlsKeychain', 'clientCertKeychain'];

const KEYCHAINS: Readonly<Record<string, readonly string[]>> = {
  apiKey: ['apiKeyKeychain', 'apiKeyAuthKeychain', 'auth'],
  basicAuth: ['basicAuthKeychain', 'basicAuth', 'auth'],
  oAuth: ['oAuthKeychain', 'oAuthConnection', '__IMTCONN__', 'account'],
};

const BODY_KEYS = [
  'jsonStringBodyContent',
  'dataStructureBodyContent',
  'customBodyContent',
  'rawBodyContent',
  'bodyContent',
  'body',
  'data',
];

/** The keys of `http:MakeRequest` and `http:DownloadFile` (HTTP app, version 4). @throws ModuleError InvalidConfigurationError for a proxy */
export function planMakeRequest(input: ModuleInput): RequestPlan {
  const { parameters, mapped } = input;
  if (readText(parameters, 'proxyKeychain') !== undefined) {
    // Left out in silence, the request would come from an address its author did not choose.
    throw new ModuleError(
      'InvalidConfigurationError',
      'Requests through a proxy are not available; clear "proxyKeychain".',
    );
  }
  return {
    url: readText(mapped, 'url') ?? '',
    method: readText(mapped, 'method') ?? 'get',
    headers: readTextPairs(mapped, 'headers'),
    query: [...readTextPairs(mapped, 'queryParameters'), ...readTextPairs(mapped, 'qs')],
    escapesUrl: true,
    numbersRepeatedNames: false,
    body: readBody(mapped),
    timeoutMs: readTimeoutMs(mapped),
    followRedirects: readBoolean(mapped, 'allowRedirects') ?? true,
    rejectUnauthorized: readBoolean(mapped, 'rejectUnauthorized') ?? true,
    ca: readText(mapped, 'ca') ?? readText(parameters, 'ca'),
    acceptsCompressed: readBoolean(mapped, 'requestCompressedContent') ?? false,
    sharesCookies: readBoolean(mapped, 'shareCookies') ?? false,
    parsesResponse: readBoolean(mapped, 'parseResponse') ?? false,
    failsOnHttpError: readBoolean(mapped, 'stopOnHttpError') ?? false,
    ...(readText(parameters, 'tlsType') === 'mTls'
      ? { certificateId: requireConnection(parameters, CERTIFICATE_KEYS) }
      : {}),
    ...readConnection(input),
  };
}

function readConnection({ parameters, mapped }: ModuleInput): Pick<RequestPlan, 'connectionId'> {
  const type = readText(parameters, 'authenticationType') ?? readText(mapped, 'authenticationType') ?? 'noAuth';
  const keys = Object.hasOwn(KEYCHAINS, type) ? KEYCHAINS[type] : undefined;
  return keys === undefined ? {} : { connectionId: requireConnection(parameters, keys) };
}

function readBody(mapped: Bundle): RequestBody | undefined {
  const contentType = readText(mapped, 'contentType') ?? readText(mapped, 'bodyContentType');
  if (contentType === 'urlEncoded' || contentType === 'application/x-www-form-urlencoded') {
    return urlEncodedBody(readFormFields(mapped, ['urlEncodedBodyContent', 'formFields', 'bodyContent', 'body']));
  }
  if (contentType === 'multipart' || contentType === 'multipart/form-data') {
    return multipartBody(readFormFields(mapped, ['multipartBodyContent', 'formDataFields', 'bodyContent', 'body']));
  }
  const isStructure = readText(mapped, 'inputMethod') === 'dataStructure';
  const keys = isStructure ? ['dataStructureBodyContent', ...BODY_KEYS] : BODY_KEYS;
  const key = keys.find((candidate) => !isEmpty(mapped[candidate]));
  return key === undefined ? undefined : rawBody(mapped[key], typeOf(contentType, mapped));
}

/** A body is often given ready-made; what it is called then says what it is. */
function typeOf(contentType: string | undefined, mapped: Bundle): string | undefined {
  if (contentType === 'json') return 'application/json';
  if (contentType === 'custom') return readText(mapped, 'customContentType') ?? readText(mapped, 'contentTypeValue');
  return contentType ?? (isEmpty(mapped['jsonStringBodyContent']) ? undefined : 'application/json');
}

function isEmpty(value: Bundle[string]): boolean {
  return value === undefined || value === null || value === '';
}

import { readBoolean, readText, type Bundle, type ModuleInput } from '@ebbflow/connector-sdk';
import { basicAuthorisation } from './basic-authorisation.ts';
import { multipartBody, urlEncodedBody } from './form-body.ts';
import { rawBody } from './raw-body.ts';
import { readFormFields, readTextPairs, readTimeoutMs } from './read-fields.ts';
import type { RequestBody, RequestPlan } from './request-plan.ts';
import { requireConnection } from './require-connection.ts';

const CERTIFICATE_KEYS = ['mtlsKeychain', 'clientCertKeychain', 'cert'];

/** The keys of `http:ActionSendData` and its kin (HTTP app, version 3). */
export function planSendData({ parameters, mapped }: ModuleInput): RequestPlan {
  const method = readText(mapped, 'method') ?? 'get';
  const isRead = ['get', 'head'].includes(method.toLowerCase());
  return {
    url: readText(mapped, 'url') ?? '',
    method,
    headers: [...readTextPairs(mapped, 'headers'), ...basicAuthorisation(mapped, 'authUser', 'authPass')],
    query: readTextPairs(mapped, 'qs'),
    escapesUrl: readBoolean(mapped, 'serializeUrl') ?? false,
    numbersRepeatedNames: !(readBoolean(mapped, 'useQuerystring') ?? false),
    body: readBody(mapped),
    timeoutMs: readTimeoutMs(mapped),
    // "Follow redirect" is for requests that only read; the others have a tick of their own.
    followRedirects: isRead
      ? (readBoolean(mapped, 'followRedirect') ?? true)
      : (readBoolean(mapped, 'followAllRedirects') ?? false),
    rejectUnauthorized: readBoolean(mapped, 'rejectUnauthorized') ?? true,
    ca: readText(mapped, 'ca'),
    acceptsCompressed: readBoolean(mapped, 'gzip') ?? false,
    sharesCookies: readBoolean(mapped, 'shareCookies') ?? false,
    parsesResponse: readBoolean(mapped, 'parseResponse') ?? false,
    failsOnHttpError: readBoolean(parameters, 'handleErrors') ?? false,
    ...(readBoolean(mapped, 'useMtls') === true
      ? { certificateId: requireConnection({ ...parameters, ...mapped }, CERTIFICATE_KEYS) }
      : {}),
  };
}

function readBody(mapped: Bundle): RequestBody | undefined {
  const bodyType = readText(mapped, 'bodyType');
  if (bodyType === 'x_www_form_urlencoded') {
    return urlEncodedBody(readFormFields(mapped, ['formFields', 'formDataFields', 'fields']));
  }
  if (bodyType === 'multipart_form_data') {
    return multipartBody(readFormFields(mapped, ['formDataFields', 'formFields', 'fields']));
  }
  const contentType = readText(mapped, 'contentType');
  // "custom" means that the author sets the header.
  return rawBody(
    mapped['data'] ?? mapped['body'],
    contentType === 'custom' ? readText(mapped, 'customContentType') : contentType,
  );
}

import { readBoolean, readText, type Bundle, type ModuleInput } from '@ebbflow/connector-sdk';
import { multipartBody, urlEncodedBody } from './form-body.ts';
import { rawBody } from './raw-body.ts';
import { readFormFields, readTextPairs, readTimeoutMs } from './read-fields.ts';
import type { RequestBody, RequestPlan } from './request-plan.ts';

/** The keys of `http:ActionSendData` and its kin (HTTP app, version 3). */
export function planSendData({ parameters, mapped }: ModuleInput): RequestPlan {
  const headers = readTextPairs(mapped, 'headers');
  const user = readText(mapped, 'authUser');
  if (user !== undefined) {
    const credentials = Buffer.from(`${user}:${readText(mapped, 'authPass') ?? ''}`).toString('base64');
    headers.push(['authorization', `Basic ${credentials}`]);
  }
  return {
    url: readText(mapped, 'url') ?? '',
    method: readText(mapped, 'method') ?? 'get',
    headers,
    query: readTextPairs(mapped, 'qs'),
    body: readBody(mapped),
    timeoutMs: readTimeoutMs(mapped),
    followRedirects: readBoolean(mapped, 'followRedirect') ?? true,
    rejectUnauthorized: readBoolean(mapped, 'rejectUnauthorized') ?? true,
    parsesResponse: readBoolean(mapped, 'parseResponse') ?? false,
    failsOnHttpError: readBoolean(parameters, 'handleErrors') ?? false,
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

import { newUuid } from '@ebbflow/kernel';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { HttpOptions } from '../define-service.ts';
import type { HostConfig } from '../host.config.ts';
import { frameworkProblem } from './problem.ts';
import { sendProblem } from './send-problem.ts';
import { useBodyParser } from './body-parser.ts';

/** The HTTP server of a service, with its limits set before anything of a request is looked at. */
export function createAdapter(config: HostConfig, options: HttpOptions): FastifyAdapter {
  const parsedBytes = options.bodyLimitBytes ?? config.bodyLimitBytes;
  const adapter = new FastifyAdapter({
    // Ours to give: an id from outside could carry anything into logs and answers.
    genReqId: () => newUuid(),
    requestIdHeader: false,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    requestTimeout: config.requestTimeout.milliseconds,
    keepAliveTimeout: config.keepAliveTimeout.milliseconds,
    routerOptions: { maxParamLength: 256 },
    // Requests that still come on kept connections while draining are finished, not bounced.
    return503OnClosing: false,
    // No middleware is used in the house; Express-style layers cost on every request.
    skipMiddie: true,
    multipart: false,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers(options.headers ?? {}).header('x-request-id', request.id);
      sendProblem(reply, frameworkProblem(error.statusCode ?? 400));
    },
    clientErrorHandler: (_error, socket) => {
      if (socket.writable) socket.end(malformedAnswer());
    },
  });
  useBodyParser(adapter.getInstance(), { parsedBytes, rawBytes: options.rawBodyLimitBytes ?? parsedBytes });
  return adapter;
}

/** What the parser gave up on has no reply to write to. */
function malformedAnswer(): string {
  const body = JSON.stringify(frameworkProblem(400).problem);
  return (
    'HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-type: application/problem+json\r\n' +
    `content-length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`
  );
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { newUuid } from '@ebbflow/kernel';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { HttpOptions } from '../define-service.ts';
import { answerHeaders } from './answer-headers.ts';
import type { HostConfig } from '../host.config.ts';
import { frameworkProblem } from './problem.ts';
import { sendProblem } from './send-problem.ts';
import { useBodyParser } from './body-parser.ts';
import { refuseMalformed } from './refuse-malformed.ts';

/** The HTTP server of a service, with its limits set before anything of a request is looked at. */
export function createAdapter(config: HostConfig, options: HttpOptions): FastifyAdapter {
  const parsedBytes = options.bodyLimitBytes ?? config.bodyLimitBytes;
  const adapter = new FastifyAdapter({
    // Ours to give: an id from outside could carry anything into logs and answers.
    genReqId: () => newUuid(),
    requestIdHeader: false,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    // Node would answer a request without Host with an empty 400; `requireHost` says it as a problem.
    http: { requireHostHeader: false },
    requestTimeout: config.requestTimeout.milliseconds,
    keepAliveTimeout: config.keepAliveTimeout.milliseconds,
    routerOptions: { maxParamLength: 256 },
    // Requests that still come on kept connections while draining are finished, not bounced.
    return503OnClosing: false,
    // No middleware is used in the house; Express-style layers cost on every request.
    skipMiddie: true,
    multipart: false,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers(answerHeaders(options, request)).header('x-request-id', request.id);
      sendProblem(reply, frameworkProblem(error.statusCode ?? 400));
    },
    clientErrorHandler: (error, socket) => {
      refuseMalformed(error, socket, { ...answerHeaders(options), 'x-request-id': newUuid() });
    },
  });
  // Any expectation but `100-continue`, which Node meets itself: it would answer 417 with nothing in it.
  adapter.getInstance().server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const { problem } = frameworkProblem(417);
    response
      .writeHead(417, {
        ...answerHeaders(options),
        'x-request-id': newUuid(),
        'content-type': 'application/problem+json',
      })
      .end(JSON.stringify(problem));
  });
  useBodyParser(adapter.getInstance(), { parsedBytes, rawBytes: options.rawBodyLimitBytes ?? parsedBytes });
  return adapter;
}

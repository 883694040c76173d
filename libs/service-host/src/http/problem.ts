import { STATUS_CODES } from 'node:http';
import { toEbbflowError, type Fault } from '@ebbflow/kernel';
import { currentTraceId } from '@ebbflow/observability';
import { HttpException } from '@nestjs/common';

/** RFC 9457, as every service of the house answers errors. */
export interface Problem {
  /** Where the code is explained, relative to the documentation. Stable. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What is wrong and what to do. */
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly Fault[];
  readonly traceId?: string;
}

export interface ProblemAnswer {
  readonly problem: Problem;
  readonly retryAfterSeconds?: number;
  /** Ours, or unknown: log it. */
  readonly isDefect: boolean;
}

/** What the framework refuses before or beside our handlers. Its own sentences are not used: they may quote the request. */
const FRAMEWORK: Readonly<Record<number, { code: string; detail: string }>> = {
  400: { code: 'HOST.BAD_REQUEST', detail: 'The request is not well formed.' },
  404: { code: 'HOST.NOT_FOUND', detail: 'There is nothing at this address.' },
  405: { code: 'HOST.METHOD_NOT_ALLOWED', detail: 'This address does not take this method.' },
  408: { code: 'HOST.TOO_SLOW', detail: 'The request did not arrive in time.' },
  413: { code: 'HOST.BODY_TOO_LARGE', detail: 'The body is larger than this route takes.' },
  414: { code: 'HOST.URL_TOO_LONG', detail: 'The address is longer than this service takes.' },
  415: { code: 'HOST.UNSUPPORTED_MEDIA_TYPE', detail: 'This route takes application/json.' },
  417: {
    code: 'HOST.EXPECTATION_FAILED',
    detail: 'No expectation but 100-continue can be met; leave the Expect header out.',
  },
  429: {
    code: 'HOST.TOO_MANY_REQUESTS',
    detail: 'There were more requests than are taken in this time; wait as long as retry-after says.',
  },
  431: { code: 'HOST.HEADERS_TOO_LARGE', detail: 'The headers are larger than this service takes.' },
  503: { code: 'HOST.UNAVAILABLE', detail: 'The service cannot answer at the moment; try again.' },
};

/** The one mapper from anything thrown to problem+json. */
export function toProblem(thrown: unknown): ProblemAnswer {
  if (thrown instanceof HttpException) return frameworkProblem(thrown.getStatus());
  const error = toEbbflowError(thrown);
  switch (error.family) {
    case 'expected': {
      const { retryAfterMs } = error.details;
      return {
        problem: problem(error.status, error.code, error.message, error.faults),
        ...(typeof retryAfterMs === 'number'
          ? { retryAfterSeconds: Math.max(1, Math.ceil(retryAfterMs / 1_000)) }
          : {}),
        isDefect: false,
      };
    }
    case 'transient':
      return {
        problem: problem(503, error.code, error.message),
        retryAfterSeconds: Math.max(1, Math.ceil(error.retryAfterMs / 1_000)),
        isDefect: false,
      };
    case 'defect':
      return {
        problem: problem(500, 'HOST.INTERNAL', 'Something is broken on our side; the trace id finds it in the logs.'),
        isDefect: true,
      };
  }
}

export function frameworkProblem(status: number): ProblemAnswer {
  const known = FRAMEWORK[status];
  if (known !== undefined) return { problem: problem(status, known.code, known.detail), isDefect: false };
  if (status < 500) return { problem: problem(status, 'HOST.REFUSED', 'The request was refused.'), isDefect: false };
  return {
    problem: problem(500, 'HOST.INTERNAL', 'Something is broken on our side; the trace id finds it in the logs.'),
    isDefect: true,
  };
}

function problem(status: number, code: string, detail: string, errors: readonly Fault[] = []): Problem {
  const traceId = currentTraceId();
  return {
    type: `/docs/errors/${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    code,
    ...(errors.length > 0 ? { errors } : {}),
    ...(traceId === undefined ? {} : { traceId }),
  };
}

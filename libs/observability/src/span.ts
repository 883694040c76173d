import {
  context,
  type Context,
  ROOT_CONTEXT,
  type Span,
  type SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { toEbbflowError } from '@ebbflow/kernel';
import type { LogFields } from './log-fields.ts';
import { safeFields } from './safe-fields.ts';
import { isExporting } from './telemetry.ts';
import { childSpanContext, readTraceparent } from './trace-context.ts';

export interface SpanOptions {
  /** Where the work came from; without it the span joins what is active now, or starts a trace. */
  readonly traceparent?: string | undefined;
  readonly kind?: SpanKind;
  /** The same closed list as in logs. */
  readonly fields?: LogFields;
}

export interface OpenSpan {
  readonly context: Context;
  /** `failure` marks the span as failed with the code of the error, never its message. */
  end(failure?: unknown): void;
}

/** Opens a span named after a route or topic (never after a path or key). The caller must end it. */
export function openSpan(name: string, options: SpanOptions = {}): OpenSpan {
  const remote = readTraceparent(options.traceparent);
  const parent =
    remote === undefined
      ? options.traceparent === undefined
        ? context.active()
        : ROOT_CONTEXT
      : trace.setSpanContext(ROOT_CONTEXT, remote);
  if (!isExporting()) {
    return {
      context: trace.setSpanContext(parent, childSpanContext(trace.getSpanContext(parent))),
      end: () => undefined,
    };
  }
  const span = trace
    .getTracer('ebbflow')
    .startSpan(
      name,
      { ...(options.kind === undefined ? {} : { kind: options.kind }), attributes: safeFields(options.fields ?? {}) },
      parent,
    );
  return {
    context: trace.setSpan(parent, span),
    end: (failure) => {
      endSpan(span, failure);
    },
  };
}

/** Runs the work inside a span; everything it logs, asks or publishes carries the span's trace. */
export async function withSpan<T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T> {
  const span = openSpan(name, options);
  try {
    const result = await context.with(span.context, work);
    span.end();
    return result;
  } catch (thrown) {
    span.end(thrown);
    throw thrown;
  }
}

function endSpan(span: Span, failure: unknown): void {
  if (failure !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: toEbbflowError(failure).code });
  span.end();
}

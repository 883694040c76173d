import { EbbflowError } from '@ebbflow/kernel';

/** An error as it may stand in a log line: who threw it and where, never what a library wrote into its message. */
export interface SafeError {
  readonly type: string;
  readonly code?: string;
  readonly family?: string;
  /** Only of our own errors, whose messages are written to be read (see kernel's errors.ts). */
  readonly message?: string;
  readonly details?: Readonly<Record<string, string | number | boolean>>;
  readonly stack?: readonly string[];
  readonly cause?: SafeError;
}

const CODE = /^[A-Za-z0-9_.]{1,64}$/;
const FRAME = /^at (?:.{1,200} )?\(?(?:file:|node:|\/|[A-Za-z]:\\|<anonymous>)[^\n]*\)?$/;
const CAUSES_MAX = 4;
const FRAMES_MAX = 20;

/**
 * Drops messages of foreign errors because they quote their input: a driver's error has the failing row in it, a parser's
 * error a piece of the document. Type, code (SQLSTATE, errno) and stack frames are enough to find the place.
 */
export function safeError(thrown: unknown, depth = 0): SafeError {
  if (!(thrown instanceof Error)) return { type: typeof thrown };
  const code: unknown = (thrown as { code?: unknown }).code;
  const ours = thrown instanceof EbbflowError;
  const stack = frames(thrown);
  return {
    type: CODE.test(thrown.name) ? thrown.name : 'Error',
    ...(typeof code === 'string' && CODE.test(code) ? { code } : {}),
    ...(ours ? { family: thrown.family, message: thrown.message, details: thrown.details } : {}),
    ...(stack.length > 0 ? { stack } : {}),
    ...(thrown.cause !== undefined && depth < CAUSES_MAX ? { cause: safeError(thrown.cause, depth + 1) } : {}),
  };
}

function frames(error: Error): string[] {
  const text = typeof error.stack === 'string' ? error.stack : '';
  // The head of a stack repeats the message, which may have lines of its own that look like frames.
  const head = text.indexOf(error.message);
  const body = error.message !== '' && head >= 0 ? text.slice(head + error.message.length) : text;
  return body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => FRAME.test(line))
    .slice(0, FRAMES_MAX);
}

/** Above the longest timeout an author may set (300 s), so that the request's own error comes first. */
export const OPERATION_TIMEOUT_MS = 305_000;

/**
 * What sealed bytes are bound to, written once so that who seals and who opens cannot differ. `version` is the object's,
 * always 1 because these are written once; the *key* version stands in the envelope.
 */
interface SealedAs {
  readonly tenant: string;
  readonly object: string;
  readonly field: string;
  readonly version: number;
}

/** A HookRequest, sealed by the gateway and opened by the executor. */
export function deliveryRequestContext(tenantId: string, deliveryId: string): SealedAs {
  return { tenant: tenantId, object: deliveryId, field: 'delivery.request', version: 1 };
}

/** RunDetails, sealed by the executor and opened by the log store. */
export function runDetailsContext(tenantId: string, runId: string): SealedAs {
  return { tenant: tenantId, object: runId, field: 'run.details', version: 1 };
}

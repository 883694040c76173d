import { z } from 'zod';

/**
 * `GET /v1/egress`: the addresses calls of this installation come from, for whoever opens a firewall to them (C22). Addresses and
 * networks (`203.0.113.7`, `203.0.113.0/28`, `2001:db8::/48`), as its operator stated them. Empty: they are not fixed.
 */
export const egressAddressesSchema = z.object({ addresses: z.array(z.string()) });
export type EgressAddresses = z.infer<typeof egressAddressesSchema>;

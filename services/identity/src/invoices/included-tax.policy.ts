/**
 * The tax a price includes, in whole minor units: gross × rate ⁄ (1 + rate), halves up. Whole numbers throughout, so that net and tax
 * always add up to what was paid.
 */
export function includedTax(grossMinor: number, taxPermille: number): number {
  return Math.floor((grossMinor * taxPermille * 2 + 1_000 + taxPermille) / (2 * (1_000 + taxPermille)));
}

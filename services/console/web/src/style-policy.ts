/**
 * The page's policy demands Trusted Types. Mantine hands its colours to the browser as text of a style element, which counts as markup;
 * this lets through what cannot be any, and nothing else: no script, and no text with a tag in it.
 */
interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML(text: string): string }): unknown;
}

const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
factory?.createPolicy('default', {
  createHTML(text) {
    if (text.includes('<')) throw new TypeError('Markup is never made from text here.');
    return text;
  },
});

export {};

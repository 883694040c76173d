import { ModuleError, type Bundle, type ModuleContext, type ModuleResult } from '@ebbflow/connector-sdk';
import { buildUrl } from '../request/build-url.ts';
import { exchange } from '../request/perform-request.ts';
import { readAnswer } from '../request/read-answer.ts';
import type { RequestPlan } from '../request/request-plan.ts';
import { findItems } from './answer-path.ts';
import { firstPage, nextPage, type Page } from './next-page.ts';
import type { PaginationPlan } from './pagination-plan.ts';

/** Bytes of all pages together. */
const MOST_BYTES = 100 * 1_048_576;

/**
 * Asks for page after page and gives one bundle each, as if the module had been run once per page. Bound in pages and bytes, and
 * in time by the operation.
 * @throws ModuleError as a single request; MaxFileSizeExceededError past the bound of bytes
 */
export async function performPages(
  plan: RequestPlan,
  pagination: PaginationPlan,
  context: ModuleContext,
): Promise<ModuleResult> {
  const bundles: Bundle[] = [];
  const asked = new Set<string>();
  let transferBytes = 0;
  let seenItems = 0;
  let variables: ModuleResult['variables'];
  const warnings: string[] = [];
  let page: Page | undefined = firstPage(pagination);
  while (page !== undefined) {
    const request = requestFor(plan, page);
    const address = buildUrl(request).href;
    if (asked.has(address)) {
      warnings.push('The next page is one that was read already; reading ended there.');
      break;
    }
    asked.add(address);
    const { response, ...more } = await exchange(request, carryOver(context, variables));
    transferBytes += more.transferBytes;
    if (transferBytes > MOST_BYTES) {
      throw new ModuleError(
        'MaxFileSizeExceededError',
        'The pages together are larger than 100 MiB; ask for less of them.',
      );
    }
    variables = more.variables ?? variables;
    const bundle = readAnswer(response, plan);
    bundles.push(bundle);
    // The list is looked for in the parsed body, whether the author wants it parsed or not.
    const { data } = plan.parsesResponse ? bundle : readAnswer(response, { ...plan, parsesResponse: true });
    seenItems += findItems(data, pagination.itemsPath)?.length ?? 0;
    page = nextPage(pagination, { response, data }, { number: bundles.length, seenItems });
    if (page !== undefined && bundles.length >= pagination.maxPages) {
      warnings.push(`There are more pages than the ${String(pagination.maxPages)} that were asked for.`);
      break;
    }
  }
  return { bundles, transferBytes, ...(variables && { variables }), ...(warnings.length > 0 ? { warnings } : {}) };
}

function requestFor(plan: RequestPlan, { url, query }: Page): RequestPlan {
  if (url === undefined) {
    const replaced = new Set(query.map(([name]) => name));
    return { ...plan, query: [...plan.query.filter(([name]) => !replaced.has(name)), ...query] };
  }
  const first = buildUrl(plan);
  const next = URL.parse(url, first.href);
  // What answers decides where the next request goes, so it must not decide that the author's headers go to somebody else.
  if (next?.origin !== first.origin) {
    throw new ModuleError('RuntimeError', 'The address of the next page is not at the server that was asked.');
  }
  return { ...plan, url: next.href, query: [], escapesUrl: false };
}

/** Cookies of one page go along with the next. */
function carryOver(context: ModuleContext, variables: ModuleResult['variables']): ModuleContext {
  if (variables === undefined) return context;
  return {
    ...context,
    variable: (name) => (name in variables.values ? variables.values[name] : context.variable(name)),
  };
}

import type { NoticeAnswer, NoticeStatus } from '@ebbflow/contracts';
import { html, type Html } from '../rendering/html.ts';

type Claim = NoticeAnswer['chapters'][number]['claims'][number];
type Stood = NoticeStatus['claims'][number];

/** How a promise stands: what was measured last, else what is enforced of it. */
export function claimMark(claim: Claim, stood: Stood | undefined): Html {
  const [tone, words] = standingOf(claim.state, stood);
  return html`<span class="status ${tone}">${words}</span>`;
}

function standingOf(enforced: Claim['state'], stood: Stood | undefined): readonly [tone: string, words: string] {
  if (stood?.state === 'fails') return ['error', 'does not hold'];
  if (enforced === 'later') return ['warning', 'not enforced yet'];
  if (enforced === 'partly') return ['warning', 'enforced as far as stated'];
  if (stood?.state === 'holds') return ['success', 'measured, holds'];
  return stood?.state === 'partly' ? ['success', 'measured in part, holds'] : ['', 'tested before each release'];
}

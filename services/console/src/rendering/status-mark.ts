import type { RunStatus } from '@ebbflow/contracts';
import { html, type Html } from './html.ts';

/** Shape and word beside the colour, so that the colour is never all there is. */
const MARKS: Readonly<Record<RunStatus, { shape: string; word: string }>> = {
  success: { shape: '●', word: 'Success' },
  warning: { shape: '▲', word: 'Warning' },
  error: { shape: '■', word: 'Error' },
};

export function statusMark(status: RunStatus): Html {
  const { shape, word } = MARKS[status];
  return html`<span class="status ${status}"><span aria-hidden="true">${shape}</span> ${word}</span>`;
}

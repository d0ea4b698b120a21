import { el } from './dom.js';

/** The words beside a call, each with a sign and a text: colour alone says nothing. */

export function outcome(call) {
  const signs = { ok: '✓', error: '✕', unavailable: '!' };
  return el('span', { class: `outcome ${call.outcome}` },
    el('span', { 'aria-hidden': 'true' }, `${signs[call.outcome] ?? '?'} `),
    call.error ?? call.outcome);
}

function mark(kind, text, title) {
  return el('span', { class: `badge ${kind}`, title }, text);
}

/** What the log says of policy and dry runs, and by which API the call came. */
export function marks(call, warnings) {
  const found = [mark(call.transport === 'MODERN' ? 'modern' : 'legacy', call.transport === 'MODERN' ? 'modern' : call.transport)];
  for (const text of warnings) {
    if (text.startsWith('Dry run')) {
      found.push(mark('dry', 'dry run', text));
    } else if (text.startsWith('Policy: warned')) {
      found.push(mark('warned', 'warned', text));
    } else if (text.startsWith('Policy: refused')) {
      found.push(mark('refused', text.includes('brown-out') ? 'browned out' : text.includes('read-only') ? 'read-only' : 'refused', text));
    }
  }
  const others = warnings.filter(text => !/^(Dry run|Policy:)/.test(text));
  if (others.length > 0) {
    found.push(mark('warning', '⚠ to know', others.join(' ')));
  }
  return found;
}

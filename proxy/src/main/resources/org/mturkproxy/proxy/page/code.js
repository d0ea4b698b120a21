import { el } from './dom.js';

/** Shows JSON, XML and parameters with their parts told apart, and what was searched for marked. */

/** Longer ones are shown as plain text: a browser is slow with that many elements. */
const LONGEST = 150_000;

/** A part of a text; what was searched for in it is marked. */
function marked(text, search) {
  const found = [];
  const lower = text.toLowerCase();
  const wanted = search.toLowerCase();
  let at = 0;
  for (let next = wanted ? lower.indexOf(wanted) : -1; next >= 0; next = lower.indexOf(wanted, at)) {
    found.push(text.slice(at, next), el('mark', {}, text.slice(next, next + wanted.length)));
    at = next + wanted.length;
  }
  return [...found, text.slice(at)];
}

function part(kind, text, search) {
  return el('span', { class: kind }, marked(text, search));
}

/** A value that may stand in other legs too. */
function value(kind, shown, plain, search) {
  const span = part(`${kind} value`, shown, search);
  span.dataset.value = plain;
  return span;
}

export function jsonCode(data, search) {
  const plain = JSON.stringify(data, null, 2) ?? '';
  return block(plain.length > LONGEST ? marked(plain, search) : jsonParts(data, '', search));
}

function jsonParts(data, indent, search) {
  if (data === null || typeof data !== 'object') {
    const kind = typeof data === 'string' ? 'text' : 'figure';
    return [value(kind, JSON.stringify(data), String(data), search)];
  }
  const list = Array.isArray(data);
  const entries = list ? data.map(item => [null, item]) : Object.entries(data);
  if (entries.length === 0) {
    return [list ? '[]' : '{}'];
  }
  const inner = `${indent}  `;
  const parts = [list ? '[' : '{'];
  entries.forEach(([name, item], i) => {
    parts.push(`${i ? ',' : ''}\n${inner}`);
    if (name !== null) {
      parts.push(part('name', JSON.stringify(name), search), ': ');
    }
    parts.push(...jsonParts(item, inner, search));
  });
  return [...parts, `\n${indent}${list ? ']' : '}'}`];
}

/** Understood parameters as a REST client writes them. */
export function parameterCode(pairs, search) {
  return block(pairs.flatMap(([name, text], i) =>
    [i ? '\n' : '', part('name', name, search), ' = ', value('text', text, text, search)]));
}

/** [name, value] of all that stands in a request. */
export function parameters(request, prefix = '') {
  return Object.entries(request).flatMap(([name, item]) => {
    const full = prefix + name;
    if (Array.isArray(item)) {
      return item.flatMap((one, i) => single(`${full}.${i + 1}`, one));
    }
    return item !== null && typeof item === 'object' ? single(`${full}.1`, item) : single(full, item);
  });
}

function single(name, item) {
  return item !== null && typeof item === 'object' ? parameters(item, `${name}.`) : [[name, String(item)]];
}

/** XML of ours: elements and texts. An element without others in it takes one line. */
export function xmlCode(xml, search) {
  if (xml.length > LONGEST) {
    return block(marked(xml, search));
  }
  const tokens = xml.match(/<[^>]*>|[^<]+/g) ?? [];
  const parts = [];
  let depth = 0;
  let inline = false;
  tokens.forEach((token, i) => {
    if (!token.startsWith('<')) {
      if (token.trim() || inline) {
        const closing = tokens[i + 1]?.startsWith('</') && inline;
        parts.push(closing ? '' : line(depth), value('text', token, token, search));
      }
      return;
    }
    const end = token.startsWith('</');
    const alone = token.endsWith('/>') || token.startsWith('<?');
    if (end) {
      depth--;
    }
    parts.push(end && inline ? '' : line(depth), ...tag(token, search));
    if (!end && !alone) {
      depth++;
    }
    // A start tag, then a text or nothing, then its end.
    inline = !end && !alone && (tokens[i + 1]?.startsWith('</') || tokens[i + 2]?.startsWith('</'))
      && !(tokens[i + 1]?.startsWith('<') && !tokens[i + 1].startsWith('</'));
  });
  return block(parts[0] === '\n' ? parts.slice(1) : parts);
}

function line(depth) {
  return `\n${'  '.repeat(Math.max(0, depth))}`;
}

function tag(token, search) {
  const [, open, name, rest] = token.match(/^(<[/?]?)([^\s/>?]*)([\s\S]*)$/);
  return [el('span', { class: 'mark-up' }, open), part('name', name, search),
    el('span', { class: 'mark-up' }, marked(rest, search))];
}

function block(parts) {
  return el('pre', {}, el('code', {}, parts));
}

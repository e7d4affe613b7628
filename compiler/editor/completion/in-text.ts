import { STATE_WORDS } from '../../language/state.js';
import { valueSite } from '../names/sites.js';
import type { Token } from '../token.js';
import type { Asked } from './asked.js';
import { comparedValues } from './enum-values.js';
import { fileType } from './file-type.js';
import { fieldsBehind, outputsBehind } from './output-fields.js';
import type { Proposal } from './proposal.js';
import { namesOf } from './values.js';

const TARGET = ['target', 'target.id', 'target.title', 'target.description'];
const STEP = ['step.id', 'step.title', 'step.description'];

/** What a placeholder, or a word of an expression, at the cursor could be. */
export function tokenProposals(asked: Asked, token: Token): Proposal[] {
  const { row } = asked.cursor;
  const form = row && valueSite(row)?.form;
  const isExpression = form === 'cooked' || form === 'running' || form === 'range';
  const isFilled = row?.isTemplated === true || isExpression;
  switch (token.kind) {
    case 'variable':
      return isFilled ? placeholders(token, variables(asked), '}}') : [];
    case 'output':
      return row?.isTemplated
        ? placeholders(token, [...outputs(asked), ...outputsBehind(asked, token.prefix)], '}}')
        : [];
    case 'bound':
      return isFilled || form === 'name' ? placeholders(token, bound(asked), '}') : [];
    case 'word':
      return words(asked, token, form === 'running');
  }
}

const named = (asked: Asked, kind: 'variable' | 'step' | 'bound'): string[] =>
  namesOf(asked, kind, asked.cursor.path).map(({ name }) => name);

const variables = (asked: Asked): string[] => [...named(asked, 'variable'), ...outputs(asked)];

const outputs = (asked: Asked): string[] =>
  /\.(?:description|notes|acceptance)$/.test(asked.cursor.row?.site ?? '')
    ? named(asked, 'step').map((id) => `steps.${id}.output`)
    : [];

/** What `{name}` stands for: names of loops, the anchors of a template or of advice, and parameters. */
function bound(asked: Asked): string[] {
  const [first] = asked.cursor.path;
  const isFragment = /^(?:expansion|aspect)$/.test(fileType(asked.file) ?? '');
  return [
    ...named(asked, 'bound'),
    ...(first === 'template' ? TARGET : first === 'advice' ? STEP : []),
    ...(isFragment ? named(asked, 'variable') : []),
  ];
}

function placeholders(token: Token, names: readonly string[], close: string): Proposal[] {
  const { start, end, isClosed } = token;
  return [...new Set(names)].map((name) => ({
    start,
    end,
    label: name,
    kind: 'name',
    text: isClosed ? name : name + close,
  }));
}

const QUESTIONS = [
  'status',
  'output.',
  'children(',
  'descendants(',
  'steps.',
  'step(',
  'env.',
  'file.exists(',
];

function words(asked: Asked, { start, end, prefix }: Token, isRunning: boolean): Proposal[] {
  const { text } = asked.tree;
  const propose = (texts: readonly string[], kind: Proposal['kind']): Proposal[] =>
    texts.map((each) => ({ start, end, label: each, kind, text: each }));
  const compared = comparedValues(asked);
  if (compared) return compared.map((each) => ({ start, end, kind: 'value', ...each }));
  const filled = named(asked, 'variable').map((name) => `{{${name}}}`);
  const bounds = named(asked, 'bound').map((name) => `{${name}}`);
  if (!isRunning) return [...propose(filled, 'name'), ...propose(bounds, 'name')];
  const before = text.slice(Math.max(0, start - 100), start);
  if (/status\s*[!=]=\s*$/.test(before)) return propose(STATE_WORDS.slice(0, 8), 'word');
  if (/steps\.$/.test(prefix))
    return propose(
      STATE_WORDS.slice(0, 8).map((word) => `steps.${word}`),
      'word',
    );
  const fields = fieldsBehind(asked, before, prefix);
  if (fields) return propose(fields, 'name');
  const steps = named(asked, 'step');
  const owner = steps.find((id) => prefix.startsWith(`${id}.`));
  if (owner !== undefined) return propose([`${owner}.status`, `${owner}.output.`], 'word');
  if (/\(\s*$/.test(before) && /(?:children|descendants|steps|step)\(\s*$/.test(before))
    return propose(steps, 'name');
  return [...propose(steps, 'name'), ...propose(QUESTIONS, 'word'), ...propose(filled, 'name')];
}

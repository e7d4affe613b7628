import { type Node, type Path, pathText, type Template } from './ast.js';

/**
 * The text of `template`; parsing it gives the same template. A variable `{{x}}` becomes `{{$.inputs.x}}`, so
 * that whoever renders the text has one form of names to know.
 */
export function printTemplate(template: Template): string {
  return template.map((node, index) => printNode(node, index < template.length - 1)).join('');
}

function printNode(node: Node, isFollowed: boolean): string {
  switch (node.kind) {
    case 'text':
      return printText(node.text, isFollowed);
    case 'print':
      return `{{${written(node.path)}}}`;
    case 'if': {
      const branches = node.branches.map(
        ({ test, body }, index) =>
          `{{${index === 0 ? 'if' : 'else if'} ${written(test)}}}${printBlock(body)}`,
      );
      return `${branches.join('')}${printElse(node.otherwise)}{{end}}`;
    }
    case 'range':
      return `{{range ${written(node.path)}}}${printBlock(node.body)}${printElse(node.otherwise)}{{end}}`;
  }
}

/** A block's text is followed by an action in any case: its end. */
const printBlock = (body: Template): string => {
  const last = body.at(-1);
  if (last?.kind !== 'text') return printTemplate(body);
  return printTemplate(body.slice(0, -1)) + printText(last.text, true);
};

const printElse = (otherwise: Template): string =>
  otherwise.length > 0 ? `{{else}}${printBlock(otherwise)}` : '';

const written = (path: Path): string =>
  path.form === 'variable' ? `$.inputs.${path.names.join('.')}` : pathText(path);

/** Braces that would begin an action, if only together with the one that follows, are quoted. */
const printText = (text: string, isFollowed: boolean): string =>
  text.replaceAll(isFollowed ? /\{{2,}|\{$/g : /\{{2,}/g, (braces) => `{{\`${braces}\`}}`);

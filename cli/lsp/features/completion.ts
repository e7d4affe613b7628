import { type CompletionItem, CompletionItemKind, InsertTextFormat } from 'vscode-languageserver';
import { proposalsAt } from '../../../compiler/editor/completion/complete.js';
import type { Proposal } from '../../../compiler/editor/completion/proposal.js';
import { Source } from '../../../compiler/read/source.js';
import { projectConfig } from '../../../runtime/config/project-config.js';
import { rangeOf } from '../positions.js';
import { treeOf } from '../tree-of.js';
import type { Feature } from './feature.js';

const KINDS: Readonly<Record<Proposal['kind'], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  table: CompletionItemKind.Module,
  value: CompletionItemKind.EnumMember,
  name: CompletionItemKind.Reference,
  word: CompletionItemKind.Keyword,
};

/** What could stand at the cursor: keys, values, names, words of expressions. */
export const completion: Feature = {
  capabilities: { completionProvider: { triggerCharacters: ['"', "'", '[', '{', '.', '=', '('] } },
  register({ connection, workspace }) {
    connection.onCompletion(async ({ textDocument: { uri }, position }) => {
      const asked = await workspace.asked(uri, position);
      if (!asked) return null;
      const { formula, index, path, offset } = asked;
      const { stepTypes } = await projectConfig(formula.surroundings.cwd);
      const tree = treeOf(formula);
      const source = new Source('', '', tree.text);
      const hasSnippets = workspace.client.textDocument?.completion?.completionItem?.snippetSupport === true;
      const protomolecule = await workspace.protomolecule(asked);
      return proposalsAt(tree, { index, path, offset, stepTypes, protomolecule }).map(
        (each, place): CompletionItem => {
          const { label, kind, text, caret, detail, documentation } = each;
          const isSnippet = hasSnippets && caret !== undefined && caret < text.length;
          return {
            label,
            kind: KINDS[kind],
            ...(detail !== undefined && { detail }),
            ...(documentation !== undefined && { documentation }),
            sortText: String(place).padStart(4, '0'),
            filterText: source.text.slice(each.start, offset).startsWith('"') ? `"${label}` : label,
            insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
            textEdit: {
              range: rangeOf(source.span(each.start, each.end)),
              newText: isSnippet ? `${escaped(text.slice(0, caret))}$0${escaped(text.slice(caret))}` : text,
            },
          };
        },
      );
    });
  },
};

/** For a snippet, where some characters mean more than themselves. */
const escaped = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

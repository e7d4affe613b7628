import { DocumentHighlightKind, type Location } from 'vscode-languageserver';
import { allHighlightsAt, allReferencesAt } from '../../../compiler/editor/names/made.js';
import { definitionsAt, type Place } from '../../../compiler/editor/names/navigate.js';
import { Source } from '../../../compiler/read/source.js';
import type { OpenFormula } from '../open-formula.js';
import { rangeOf } from '../positions.js';
import type { Workspace } from '../workspace.js';
import type { Feature } from './feature.js';

/** Where a name is defined, and all places that stand for the same, in this file and in others. */
export const navigation: Feature = {
  capabilities: { definitionProvider: true, referencesProvider: true, documentHighlightProvider: true },
  register({ connection, workspace }) {
    connection.onDefinition(async ({ textDocument: { uri }, position }) => {
      await workspace.analysis(uri);
      const asked = await workspace.asked(uri, position);
      if (!asked) return null;
      const { index, path, offset, formula } = asked;
      const protomolecule = await workspace.protomolecule(asked);
      return locations(definitionsAt(index, path, offset, protomolecule), formula, workspace);
    });
    connection.onReferences(async ({ textDocument: { uri }, position, context: { includeDeclaration } }) => {
      const asked = await workspace.asked(uri, position);
      if (!asked) return null;
      const { index, host, path, offset, formula, cooked } = asked;
      const options = { withDefinitions: includeDeclaration, cooked };
      const found = await allReferencesAt(index, host, path, offset, options);
      return locations(found, formula, workspace);
    });
    connection.onDocumentHighlight(async ({ textDocument: { uri }, position }) => {
      const asked = await workspace.asked(uri, position);
      if (!asked) return null;
      const { index, host, path, offset, cooked } = asked;
      const source = new Source('', '', index.file(path)?.text ?? '');
      const found = await allHighlightsAt(index, host, path, offset, cooked);
      return found.map(({ start, end, isDefinition }) => ({
        range: rangeOf(source.span(start, end)),
        kind: isDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }));
    });
  },
};

function locations(places: readonly Place[], formula: OpenFormula, workspace: Workspace): Location[] {
  const sources = new Map<string, Source>();
  return places.map(({ file, start, end }) => {
    const { path } = file.candidate;
    const source = sources.get(path) ?? new Source('', path, file.text);
    sources.set(path, source);
    return { uri: workspace.uriOf(path, formula), range: rangeOf(source.span(start, end)) };
  });
}

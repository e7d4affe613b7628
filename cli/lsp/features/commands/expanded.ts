import { projectConfig } from '../../../../runtime/config/project-config.js';
import type { EditorCommand } from './command.js';

/** `gt.formula.expanded`: what `gt expand` prints of the text that stands in the editor. Null where it has errors. */
export const expandedCommand: EditorCommand = {
  name: 'gt.formula.expanded',
  async run(uri, workspace): Promise<string | null> {
    const formula = workspace.formula(uri);
    const located = formula?.locate(workspace.all());
    if (!formula || !located) return null;
    const { expandFormula } = await import('../../../../compiler/format/expand-formula.js');
    const { stepTypes } = await projectConfig(formula.surroundings.cwd);
    const options = { values: new Map<string, string>(), comments: true, stepTypes };
    const { expanded } = await expandFormula(located.candidate, located.host, options);
    return expanded?.toml ?? null;
  },
};

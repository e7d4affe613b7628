/** The runtime as a library. So far: the formulas on disk that everything starts from. */
export { type ProjectConfig, projectConfig } from './config/project-config.js';
export { type Checked, type CheckOptions, checkFormulaFiles } from './formulas/check-files.js';
export { DiskHost } from './formulas/disk-host.js';
export { FileFailure } from './formulas/file-failure.js';
export type { FixedFile } from './formulas/fix-formula.js';
export { type FormattedFile, type Formatting, formatFiles } from './formulas/format-files.js';
export { type Linted, type LintFilesOptions, lintFormulas } from './formulas/lint-files.js';
export { type ListedFormula, listFormulas } from './formulas/list.js';
export { type Located, locateFormula, openFormulas } from './formulas/locate.js';
export { type Folder, findTiers, type Surroundings } from './formulas/tiers.js';
export { type Contender, whichFormula, whichOverlays } from './formulas/which.js';

import { projectConfig } from '../runtime/config/project-config.js';
import type { Environment } from './environment.js';

/** The types of steps that the project adds; what is wrong in its configuration is told on stderr. */
export async function projectStepTypes(environment: Environment): Promise<readonly string[]> {
  const { stepTypes, diagnostics } = await projectConfig(environment.surroundings.cwd);
  if (diagnostics.length > 0) {
    const { findingsText } = await import('./output/findings.js');
    environment.stderr.write(await findingsText(diagnostics, 'human', environment.stderr.colors));
  }
  return stepTypes;
}

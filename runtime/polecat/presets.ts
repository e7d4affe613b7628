import type { AgentEntry } from './agents-file.js';

/** A preset needs no file of settings to be whole. */
type Preset = AgentEntry & { readonly command: string };

/**
 * The agents that are known without settings. They work alone in a sandbox of their own, and there is nobody to ask for a
 * permission; whoever wants to be asked gives other arguments in `settings/agents.json`.
 */
export const PRESETS: Readonly<Record<string, Preset>> = {
  claude: {
    command: 'claude',
    args: ['--dangerously-skip-permissions', '-p'],
    interactive: ['--dangerously-skip-permissions'],
    resume: ['--dangerously-skip-permissions', '--resume', '{session}', '-p'],
    env: { ANTHROPIC_API_KEY: '$ANTHROPIC_API_KEY' },
    ready: '❯',
  },
  codex: {
    command: 'codex',
    args: ['exec', '--dangerously-bypass-approvals-and-sandbox'],
    interactive: ['--dangerously-bypass-approvals-and-sandbox'],
    resume: ['exec', '--dangerously-bypass-approvals-and-sandbox', 'resume', '{session}'],
    env: { OPENAI_API_KEY: '$OPENAI_API_KEY' },
  },
  gemini: {
    command: 'gemini',
    args: ['--approval-mode', 'yolo', '-p'],
    interactive: ['--approval-mode', 'yolo', '-i'],
    resume: ['--approval-mode', 'yolo', '--resume', '{session}', '-p'],
    env: { GEMINI_API_KEY: '$GEMINI_API_KEY', GOOGLE_API_KEY: '$GOOGLE_API_KEY' },
  },
  opencode: {
    command: 'opencode',
    args: ['run'],
    interactive: ['--prompt'],
    resume: ['run', '--session', '{session}'],
    env: { OPENCODE_PERMISSION: '{"*":"allow"}' },
  },
  copilot: {
    command: 'copilot',
    args: ['--allow-all-tools', '-p'],
    interactive: ['--allow-all-tools', '-i'],
    resume: ['--allow-all-tools', '--resume', '{session}', '-p'],
    env: { GH_TOKEN: '$GH_TOKEN', GITHUB_TOKEN: '$GITHUB_TOKEN' },
  },
};

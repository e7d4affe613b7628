import { alternatives, define, didYouMean, quote } from '../define.js';

/**
 * GT7xxx: lint. What can be cooked, and was most likely meant otherwise. The names are those of the rules in
 * `[lint]` of .beads/gt.toml and of `--rule`; which rules are on by themselves, each says in compiler/rules/.
 */
export const lint = {
  GT7001: define<{ variable: string; formula: string }>({
    severity: 'warning',
    name: 'unused-variable',
    message: ({ variable, formula }) => `nothing in ${quote(formula)} uses the variable ${quote(variable)}`,
    help: ({ variable }) => `write {{${variable}}} where its value belongs, or drop its declaration`,
  }),
  GT7002: define<{ parameter: string; formula: string }>({
    severity: 'warning',
    name: 'unused-parameter',
    message: ({ parameter, formula }) =>
      `nothing in ${quote(formula)} uses the parameter ${quote(parameter)}`,
    help: ({ parameter }) => `write {${parameter}} where its value belongs, or drop its declaration`,
  }),
  GT7003: define<{ step: string; need: string; through: string }>({
    severity: 'warning',
    name: 'redundant-need',
    message: ({ step, need, through }) =>
      `step ${quote(step)} waits for ${quote(need)} anyway, through ${quote(through)}`,
  }),
  GT7004: define<{ step: string; need: string }>({
    severity: 'warning',
    name: 'duplicate-need',
    message: ({ step, need }) => `step ${quote(step)} needs ${quote(need)} twice`,
  }),
  GT7005: define<{ step: string; holds: boolean }>({
    severity: 'warning',
    name: 'constant-condition',
    message: ({ step, holds }) =>
      holds
        ? `the condition of step ${quote(step)} holds whatever the values, and decides nothing`
        : `the condition of step ${quote(step)} holds for no value, so the step is never there`,
  }),
  GT7006: define<{ step: string }>({
    severity: 'warning',
    name: 'never-runs',
    message: ({ step }) => `step ${quote(step)} runs only if a step it needs has failed, and it needs none`,
    help: () => 'name in "needs" the step whose failure it is for, or drop "run_if"',
  }),
  GT7007: define<{ step: string }>({
    severity: 'warning',
    name: 'missing-title',
    message: ({ step }) => `step ${quote(step)} has no title`,
  }),
  GT7008: define<{ step: string }>({
    severity: 'warning',
    name: 'missing-acceptance',
    message: ({ step }) => `step ${quote(step)} does not say how to tell that it is done`,
    help: () => 'say it in "acceptance", so that the worker and the reviewer mean the same by it',
  }),
  GT7009: define<{ variable: string }>({
    severity: 'warning',
    name: 'undescribed-variable',
    message: ({ variable }) => `${quote(variable)} must be given a value, and does not say what it is for`,
    help: () => 'its "description" is shown to whoever is asked for the value',
  }),
  GT7010: define<{ step: string; type: string }>({
    severity: 'warning',
    name: 'gate-without-timeout',
    message: ({ step, type }) =>
      `the ${type} gate of step ${quote(step)} can wait for ever: it has no timeout`,
    help: () => 'give it a "timeout", and if need be say in "on_timeout" what happens then',
  }),
  GT7011: define<{ aspect: string; formula: string }>({
    severity: 'warning',
    name: 'aspect-without-match',
    message: ({ aspect, formula }) =>
      `the aspect ${quote(aspect)} matches no step of ${quote(formula)}, and adds nothing`,
  }),
  GT7012: define<{ key: string; pattern: string; reason: string }>({
    severity: 'warning',
    name: 'pattern-without-match',
    message: ({ key, pattern, reason }) => `${quote(key)} is ${quote(pattern)}, and ${reason}`,
  }),
  GT7013: define<{ written: string; name: string; key: string }>({
    severity: 'warning',
    name: 'placeholder-in-shell-text',
    message: ({ written, key }) =>
      `${quote(written)} stands in ${quote(key)}, which is text for the shell, and is not filled there`,
    help: ({ name }) => `the value of ${quote(name)} reaches the command through its environment`,
  }),
  GT7014: define<{ command: string; program: string; near: readonly string[] }>({
    severity: 'warning',
    name: 'unknown-command',
    message: ({ command }) => `there is no command ${quote(command)}`,
    help: ({ near, program }) => didYouMean(near) ?? `"${program} --help" lists the commands`,
  }),
  GT7015: define<{ written: string; meant: string }>({
    severity: 'warning',
    name: 'almost-a-placeholder',
    message: ({ written }) => `${quote(written)} is no placeholder here, so the worker reads it as it stands`,
    help: ({ meant }) => `the value stands where ${meant} is written`,
  }),
  GT7016: define<{ variable: string; value: string }>({
    severity: 'warning',
    name: 'single-choice',
    message: ({ variable, value }) => `${quote(variable)} can have no other value than ${quote(value)}`,
    help: () => 'add the other values to its "enum", or write the value itself where the variable stands',
  }),
  GT7017: define<{ rule: string }>({
    severity: 'warning',
    name: 'unused-suppression',
    message: ({ rule }) => `there is no finding of ${quote(rule)} here to be ignored`,
  }),
  GT7018: define<{ rule: string; near: readonly string[] }>({
    severity: 'warning',
    name: 'unknown-suppression',
    message: ({ rule }) =>
      rule === ''
        ? 'this comment does not say which rule is to be ignored'
        : `there is no rule ${quote(rule)}`,
    help: ({ near }) =>
      near.length > 0
        ? `did you mean ${alternatives(near)}?`
        : 'write the code of a finding, such as GT7001, and then why',
  }),
};

export type LintCode = keyof typeof lint;

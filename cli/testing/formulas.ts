/** Four steps in a row, as the README of Gas Town prints it: no titles, no types, descriptions only where they say something. */
export const SHINY = `formula = "shiny"
description = "Design before code, review before ship"

[[steps]]
id = "design"
description = "Think about architecture"

[[steps]]
id = "implement"
needs = ["design"]

[[steps]]
id = "test"
needs = ["implement"]

[[steps]]
id = "submit"
needs = ["test"]
`;

/** What `gt cook shiny --dry-run` shows of it. */
export const SHINY_TREE = `shiny  workflow, 4 steps in 4 waves

1  design     Design
2  implement  Implement
3  test       Test
4  submit     Submit
`;

/** One step, and whatever else `lines` say. */
export const oneStep = (name: string, ...lines: readonly string[]): string =>
  [`formula = "${name}"`, ...lines, '[[steps]]', 'id = "only"', ''].join('\n');

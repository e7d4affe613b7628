import { readdirSync, readFileSync } from 'node:fs';

/** The texts of the formulas in a folder, by file. */
export const formulasIn = (folder: URL): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((file) => /\.formula\.(?:toml|json)$/.test(file))
      .map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]),
  );

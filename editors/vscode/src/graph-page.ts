/**
 * The page that shows a picture. It may load nothing and run nothing: the picture is an image, so that nothing in it is run either,
 * whoever has written the formula.
 */
export function graphPage(svg: string | undefined, note: string | undefined, nonce: string): string {
  const picture =
    svg === undefined
      ? ''
      : `<img alt="graph" src="data:image/svg+xml;base64,${Buffer.from(svg, 'utf8').toString('base64')}">`;
  const said = note === undefined ? '' : `<p>${inHtml(note)}</p>`;
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'nonce-${nonce}'">
<style nonce="${nonce}">
  body { background: var(--vscode-editor-background); color: var(--vscode-editor-foreground); }
  img { max-width: 100%; background: white; }
</style>
</head>
<body>${said}${picture}</body>
</html>
`;
}

const inHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A part of a text that is code. */
export interface Code {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** In backticks inside a line, and not a block. */
  readonly isLine: boolean;
}

/** Languages of blocks that hold shell; a block without a language may. */
const SHELLS: ReadonlySet<string> = new Set(['', 'bash', 'sh', 'shell', 'zsh', 'console', 'shell-session']);

/** The code of a Markdown text that may be shell: fenced blocks, and what stands in backticks outside of them. */
export function codeIn(text: string): Code[] {
  const found: Code[] = [];
  let fence: { readonly mark: string; readonly isShell: boolean; readonly start: number } | undefined;
  for (let at = 0; at <= text.length; ) {
    const next = text.indexOf('\n', at);
    const end = next === -1 ? text.length : next;
    const [, mark, language = ''] = FENCE.exec(text.slice(at, Math.min(end, at + 200))) ?? [];
    if (!fence && mark !== undefined) {
      fence = { mark, isShell: SHELLS.has(language.toLowerCase()), start: end + 1 };
    } else if (fence && mark?.startsWith(fence.mark) && language === '') {
      if (fence.isShell) found.push({ text, start: fence.start, end: at, isLine: false });
      fence = undefined;
    } else if (!fence) found.push(...spans(text, at, end));
    at = end + 1;
  }
  return found;
}

/** Up to a few blanks may go before a fence, more in lists; the language is the first word behind it. */
const FENCE = /^[ \t]*(`{3,}|~{3,})[ \t]*([\w-]*)[^`]*$/;

function spans(text: string, from: number, end: number): Code[] {
  const found: Code[] = [];
  for (let open = text.indexOf('`', from); open !== -1 && open < end; ) {
    let inner = open;
    while (text[inner] === '`') inner++;
    const close = text.indexOf(text.slice(open, inner), inner);
    if (close === -1 || close >= end) break;
    found.push({ text, start: inner, end: close, isLine: true });
    open = text.indexOf('`', close + (inner - open));
  }
  return found;
}

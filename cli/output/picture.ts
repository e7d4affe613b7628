import pc from 'picocolors';
import type { Picture } from '../../compiler/picture/picture.js';
import type { Environment } from '../environment.js';
import type { PictureFormat } from './picture-formats.js';

/** A picture in one of the notations, each loaded only when asked for. Ends with one line end. */
export async function draw(
  picture: Picture,
  format: PictureFormat,
  environment: Environment,
  toFile: boolean,
): Promise<string> {
  return `${(await drawn(picture, format, environment, toFile)).trimEnd()}\n`;
}

async function drawn(
  picture: Picture,
  format: PictureFormat,
  { stdout }: Environment,
  toFile: boolean,
): Promise<string> {
  switch (format) {
    case 'tree': {
      const { tree } = await import('../../compiler/picture/tree.js');
      return tree(picture, { colors: pc.createColors(stdout.colors && !toFile), width: stdout.width });
    }
    case 'mermaid':
      return (await import('../../compiler/picture/mermaid.js')).mermaid(picture);
    case 'dot':
      return (await import('../../compiler/picture/dot.js')).dot(picture);
    case 'svg':
      return (await import('../../compiler/picture/svg.js')).svg(picture);
  }
}

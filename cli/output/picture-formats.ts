/** The notations of pictures. */
export const PICTURE_FORMATS = ['tree', 'mermaid', 'dot', 'svg'] as const;

export type PictureFormat = (typeof PICTURE_FORMATS)[number];

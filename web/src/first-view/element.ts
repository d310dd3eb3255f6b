export type Contents = readonly (Element | string)[];

/** An element with what is in it; texts stay texts. */
export function elementOf<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  contents: Contents,
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...contents);
  return element;
}

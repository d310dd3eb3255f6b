export type Parts = readonly (Element | string)[];

/** An element with what is in it; texts stay texts. */
export function part<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  children: Parts,
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

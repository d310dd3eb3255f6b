/** A code's word at the beginning of a line: `bài` becomes `Bài`. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

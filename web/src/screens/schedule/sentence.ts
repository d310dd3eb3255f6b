/** With a capital at its beginning. */
export const sentence = (words: string): string => words.charAt(0).toLocaleUpperCase('vi') + words.slice(1);

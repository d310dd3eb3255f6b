/** How deep and how large a JSON text may be. */
export interface JsonLimits {
  /** Arrays and objects inside each other. */
  maxDepth: number;
  /** Arrays, objects, and elements or members of these. */
  maxValues: number;
  /** Members of one object. */
  maxMembers: number;
}

/** What is wrong with a JSON text before it is parsed; `at` is the number of bytes that were looked at. */
export interface ShapeFault {
  fault: 'too-deep' | 'too-many-values' | 'too-many-members';
  at: number;
}

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Finds out whether `text` exceeds the limits, in one pass and without building anything: JSON.parse, the checks of a
 * schema and the garbage collector all take their time by nesting and by number of values, not by bytes. Ends at the
 * first byte that is too much. Says nothing of whether `text` is JSON.
 */
export function shapeFaultOf(text: Uint8Array, limits: JsonLimits): ShapeFault | undefined {
  let depth = 0;
  let values = 0;
  // Of each open array or object; those outside the outermost one are not JSON, which the parser will say.
  const members = [0];
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at];
    if (byte === QUOTE) at = endOfString(text, at);
    else if (byte === COMMA) values += 1;
    else if (byte === COLON) members[depth] = (members[depth] ?? 0) + 1;
    else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth = Math.max(0, depth - 1);
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
      depth += 1;
      values += 1;
      members[depth] = 0;
    } else continue;
    if (depth > limits.maxDepth) return { fault: 'too-deep', at: at + 1 };
    if (values > limits.maxValues) return { fault: 'too-many-values', at: at + 1 };
    if ((members[depth] ?? 0) > limits.maxMembers) return { fault: 'too-many-members', at: at + 1 };
  }
  return undefined;
}

/** The index of the quote that ends the string which begins at `start`. */
function endOfString(text: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== QUOTE) at += text[at] === BACKSLASH ? 2 : 1;
  return at;
}
